package dev.inlet.event;

import static dev.inlet.event.Readings.accepted;
import static dev.inlet.event.Readings.event;
import static dev.inlet.event.Readings.line;
import static dev.inlet.event.Readings.read;
import static dev.inlet.event.Readings.track;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** The tokens against Jackson's, on JSON that was damaged by chance. */
class StrictJsonTest {
  private static final JsonFactory JACKSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final ObjectMapper EXACT =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "\\",
    "\\u",
    "\\ud83d",
    "0",
    "1",
    "-",
    "+",
    ".",
    "e",
    "E5",
    "true",
    "nul",
    "NaN",
    " ",
    "\n",
    "\u0000",
    "\u0001",
    "\u007f",
    "\u00a0",
    "é",
    "水",
    "😀",
    "/",
    "'",
    "//",
    "\ufeff",
    "\"a\":1,",
    "\"\\u0061\":2,",
    "01",
    "-a",
    "x"
  };

  /** Whether our tokens are one JSON text of whole characters, no name twice. */
  private static boolean isTakenByUs(byte[] text) {
    var values = new Values();
    var faults = new Faults();
    values.scope(faults);
    try {
      values.open(text, text.length);
      values.tokens.start();
      values.value(0);
      values.tokens.close();
    } catch (Malformed malformed) {
      return false;
    }
    return faults.list().stream()
        .noneMatch(fault -> List.of("duplicate-name", "lone-surrogate").contains(fault.code()));
  }

  /** What Jackson says, where it would not guess another encoding or look past a mark. */
  private static boolean isTakenByJackson(byte[] text) {
    try {
      var characters = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
      if (characters.startsWith("\ufeff") || characters.indexOf(0) >= 0) {
        return false;
      }
      try (var parser = JACKSON.createParser(text)) {
        return isOneValue(parser);
      }
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isOneValue(JsonParser parser) throws IOException {
    int depth = 0;
    int roots = 0;
    for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token.isStructEnd()) {
        depth--;
      } else {
        roots += depth == 0 ? 1 : 0;
        depth += token.isStructStart() ? 1 : 0;
      }
      boolean isText = token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
      if (isText && !StandardCharsets.UTF_8.newEncoder().canEncode(parser.getText())) {
        return false;
      }
    }
    return roots == 1;
  }

  private static byte[] damaged(Random random, String json) {
    var bytes = new ByteArrayOutputStream();
    var text = json.getBytes(StandardCharsets.UTF_8);
    int last = 0;
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = last + random.nextInt(text.length - last + 1);
      bytes.write(text, last, at - last);
      last = Math.min(text.length, at + random.nextInt(3));
      if (random.nextInt(8) == 0) {
        bytes.write(random.nextInt(256));
      } else if (random.nextBoolean()) {
        bytes.writeBytes(RandomJson.pick(random, PIECES).getBytes(StandardCharsets.UTF_8));
      }
    }
    bytes.write(text, last, text.length - last);
    return bytes.toByteArray();
  }

  @Property(tries = 20_000)
  void takesWhatJacksonTakes(@ForAll Random random) {
    var json = RandomJson.spaced(random, RandomJson.object(random));
    var text = damaged(random, json);

    boolean taken = isTakenByUs(text);

    Statistics.collect(taken);
    assertThat(taken)
        .as(new String(text, StandardCharsets.UTF_8))
        .isEqualTo(isTakenByJackson(text));
  }

  @Property(tries = 20_000)
  void takesTheBytesThatJavaTakesAsUtf8(@ForAll byte first, @ForAll byte[] rest) {
    var text = new ByteArrayOutputStream();
    text.write('"');
    text.write(first);
    text.write(rest, 0, Math.min(rest.length, 4));
    text.write('"');

    assertThat(isTakenByUs(text.toByteArray())).isEqualTo(isTakenByJackson(text.toByteArray()));
  }

  @Example
  void takesEveryCharacterAndNoSurrogate() {
    for (int character = 0; character <= 0x110000; character++) {
      int length = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
      var text = new byte[length];
      for (int i = length - 1, rest = character; i > 0; i--, rest >>= 6) {
        text[i] = (byte) (0x80 | (rest & 0x3f));
      }
      text[0] =
          (byte) (length == 1 ? character : (0xf00 >> length) | (character >> (6 * (length - 1))));
      boolean exists = character < 0x110000 && (character < 0xd800 || character > 0xdfff);

      if (Utf8.isValid(text, length) != exists) {
        throw new AssertionError(Integer.toHexString(character));
      }
    }
  }

  @Property(tries = 3_000)
  void storesMetadataWithoutItsWhiteSpaceAndOtherwiseAsItWas(@ForAll Random random)
      throws IOException {
    var tokens = RandomJson.object(random);
    var spaced = RandomJson.spaced(random, tokens);
    var compact = String.join("", tokens);

    var line = line(Call.TRACK, track(event(spaced)));

    assertThat(line).contains(",\"metadata\":" + compact + ",\"timestampUTC\":");
    assertThat(EXACT.readTree(line).get("metadata")).isEqualTo(EXACT.readTree(spaced));
    assertThat(RecordSchema.errors(line)).isEmpty();
  }

  @Property(tries = 3_000)
  void storesWhatItTakesOfADamagedBody(@ForAll Random random) throws IOException {
    var body = track(event("{}"), event(RandomJson.spaced(random, RandomJson.object(random))));
    var text = damaged(random, body);

    if (read(Call.TRACK, text) instanceof Reading.Accepted accepted) {
      for (var line : Readings.text(accepted.lines(Readings.ENVELOPE))) {
        assertThat(RecordSchema.errors(line)).as(line).isEmpty();
      }
      for (var line : Readings.text(accepted.rejectedLines(Readings.ENVELOPE))) {
        assertThat(RecordSchema.errors(line)).as(line).isEmpty();
        assertStillRefused(line);
      }
    }
  }

  /** What is kept of a refused event is refused for the same when it is sent again. */
  private static void assertStillRefused(String line) throws IOException {
    var record = EXACT.readTree(line);
    var again = Readings.refusal(read(Call.TRACK, record.get("body").textValue()));
    assertThat(Readings.faults(again))
        .containsExactlyElementsOf(
            record
                .get("errors")
                .valueStream()
                .map(
                    error -> error.get("pointer").textValue() + ' ' + error.get("code").textValue())
                .toList());
  }

  @Example
  void takesAnEventAgainAfterItsRepair() throws IOException {
    var mixed = accepted(read(Call.TRACK, track(event("{}"), event("[]"))));
    var kept =
        EXACT.readTree(Readings.text(mixed.rejectedLines(Readings.ENVELOPE)).get(0)).get("body");

    assertThat(line(Call.TRACK, kept.textValue().replace("[],", "{},"))).contains("{}");
  }
}
