package dev.inlet.event;

import static dev.inlet.event.Readings.ENVELOPE;
import static dev.inlet.event.Readings.accepted;
import static dev.inlet.event.Readings.event;
import static dev.inlet.event.Readings.line;
import static dev.inlet.event.Readings.lines;
import static dev.inlet.event.Readings.read;
import static dev.inlet.event.Readings.refusal;
import static dev.inlet.event.Readings.track;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line says, given what the client and the server said. */
class RecordTest {
  private static final String ALIAS =
      "{\"newUserId\":\"a\",\"originalUserId\":\"b\",\"timestampUTC\":1%s}";

  private static Envelope envelope(
      @Nullable String source,
      @Nullable String key,
      @Nullable String ip,
      @Nullable String userAgent) {
    return new Envelope("r", 0, source, key, ip, userAgent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"n\":9007199254740993}",
        "{\"n\":1.50,\"m\":12345678901234567.1234567890}",
        "{\"z\":1,\"a\":2,\"m\":3}",
        "{\"s\":\"\\u0061\\/\\n\\ud83d\\uDE00\",\"\\u0061\":\"é水😀\u007f\u2028\"}",
        "{\"e\":{},\"l\":[],\"n\":null,\"t\":true,\"f\":false,\"x\":[[],[{}]]}",
        "{\"white\":\" in  text \\t\"}",
        "{\"\":{\"\":\"\"}}",
        "{\"n\":[0,-0,-0.0,0e1,1E5,1e+5,-1.5e-7]}"
      })
  void keepsMetadataByteForByte(String metadata) {
    assertThat(line(Call.TRACK, track(event(metadata))))
        .contains(",\"metadata\":" + metadata + ",\"timestampUTC\"");
  }

  @Test
  void dropsTheWhiteSpaceBetweenTokens() {
    var spaced =
        " \t\r\n{ \"a\" : [ 1 ,\n2 , { \"b\" :\ttrue } , [ ] , { } ] ,\r\n\"c d\" : \" x \" } ";

    assertThat(line(Call.TRACK, track(event(spaced))))
        .contains(",\"metadata\":{\"a\":[1,2,{\"b\":true},[],{}],\"c d\":\" x \"},");
  }

  @Test
  void collectsUnknownMembersInExtra() {
    var body =
        "{\"v\":1,\"userId\":\"u1\",\"events\":[{\"w\":[2, 3],"
            + event("{}").substring(1)
            + "],\"x\":{\"y\":null}}";

    assertThat(line(Call.TRACK, body))
        .endsWith(",\"extra\":{\"v\":1,\"x\":{\"y\":null},\"w\":[2,3]}}");
  }

  @Test
  void prefersTheExtraOfTheEventToThatOfTheBody() {
    var own = "{\"\\u0076\":2," + event("{}").substring(1);
    var body = "{\"v\":1,\"x\":0,\"userId\":\"u1\",\"events\":[" + own + "," + event("{}") + "]}";

    assertThat(lines(read(Call.TRACK, body)))
        .satisfiesExactly(
            hiding -> assertThat(hiding).endsWith(",\"extra\":{\"x\":0,\"\\u0076\":2}}"),
            plain -> assertThat(plain).endsWith(",\"extra\":{\"v\":1,\"x\":0}}"));
  }

  @Test
  void hidesEveryExtraOfTheBodyThatTheEventHas() {
    var own = "{\"v\":2," + event("{}").substring(1);

    assertThat(line(Call.TRACK, "{\"userId\":\"u1\",\"events\":[" + own + "],\"v\":1}"))
        .endsWith(",\"extra\":{\"v\":2}}");
  }

  @Test
  void collectsTheUnknownMembersOfAnAlias() {
    assertThat(line(Call.ALIAS, ALIAS.formatted(",\"traits\":{\"a\":1},\"b\":2")))
        .endsWith(",\"timestampUTC\":1,\"extra\":{\"traits\":{\"a\":1},\"b\":2}}");
  }

  @Test
  void takesTheClientsMessageIdAsId() {
    var event = "{\"messageId\":\"m\\u0031\"," + event("{}").substring(1);

    assertThat(lines(read(Call.TRACK, track(event, event("{}"))), envelope(null, "k", null, null)))
        .satisfiesExactly(
            own -> assertThat(own).startsWith("{\"id\":\"m\\u0031\",\"type\":\"track\""),
            given -> assertThat(given).startsWith("{\"id\":\"k-1\","))
        .noneMatch(line -> line.contains("messageId"));
    assertThat(line(Call.ALIAS, ALIAS.formatted(",\"messageId\":\"m2\"")))
        .startsWith("{\"id\":\"m2\",\"type\":\"alias\"");
  }

  @Test
  void doesNotTakeTheMessageIdOfATrackBodyAsId() {
    assertThat(line(Call.TRACK, track(event("{}")).replace("{\"us", "{\"messageId\":5,\"us")))
        .startsWith("{\"id\":\"0193-request-0\"")
        .endsWith(",\"extra\":{\"messageId\":5}}");
  }

  @Test
  void encodesWhatTheEnvelopeSays() {
    var reading = read(Call.ALIAS, ALIAS.formatted(",\"x\":1"));

    assertThat(lines(reading, envelope("w\"eb", "k\\", "::1", "a\tb\u0001é")))
        .containsExactly(
            "{\"id\":\"k\\\\-0\",\"type\":\"alias\",\"receivedAt\":\"1970-01-01T00:00:00.000Z\","
                + "\"source\":\"w\\\"eb\",\"newUserId\":\"a\",\"originalUserId\":\"b\","
                + "\"timestampUTC\":1,\"client\":{\"ip\":\"::1\",\"userAgent\":\"a\\tb\\u0001é\"},"
                + "\"extra\":{\"x\":1}}");
    assertThat(lines(reading, envelope(null, null, "::1", null)))
        .singleElement()
        .satisfies(line -> assertThat(line).contains(",\"client\":{\"ip\":\"::1\"},"));
    assertThat(lines(reading, envelope(null, null, null, "curl")))
        .singleElement()
        .satisfies(line -> assertThat(line).contains(",\"client\":{\"userAgent\":\"curl\"},"));
  }

  @Test
  void reportsTheKeyAndNeverStoresIt() {
    var body = track(event("{}")).replace("{\"us", "{\"writeKey\":\"k\\u0065y\",\"us");
    var reading = read(Call.TRACK, body);

    assertThat(reading.writeKey()).isEqualTo("key");
    assertThat(lines(reading)).noneMatch(line -> line.contains("writeKey"));
  }

  @Test
  void reportsTheKeyOfARefusedBody() {
    assertThat(read(Call.ALIAS, "{\"writeKey\":\"key\"}").writeKey()).isEqualTo("key");
    assertThat(read(Call.ALIAS, "{\"writeKey\":\"key\",}").writeKey()).isEqualTo("key");
    assertThat(read(Call.ALIAS, "{\"a\":,\"writeKey\":\"key\"}").writeKey()).isNull();
  }

  @Test
  void forgetsTheBodyBefore() {
    var reader = new BodyReader(Readings.LIMITS);
    var first = track(event("{\"a\":1}"), "5").replace("{\"us", "{\"writeKey\":\"k\",\"x\":1,\"us");
    readBy(reader, first);
    var second = readBy(reader, track(event("{}")));

    assertThat(second.writeKey()).isNull();
    assertThat(accepted(second).refused()).isEmpty();
    assertThat(lines(second))
        .containsExactlyElementsOf(lines(read(Call.TRACK, track(event("{}")))));
  }

  @Test
  void encodesTheSameTwice() {
    var reading = accepted(read(Call.TRACK, track(event("{}"), "5")));
    var first = Readings.text(reading.lines(ENVELOPE));
    reading.rejectedLines(ENVELOPE);

    assertThat(Readings.text(reading.lines(ENVELOPE))).isEqualTo(first);
  }

  private static Reading readBy(BodyReader reader, String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return reader.read(Call.TRACK, bytes, bytes.length);
  }

  @Test
  void readsNoFurtherThanTheLength() {
    var bytes = (track(event("{}")) + "garbage").getBytes(StandardCharsets.UTF_8);

    assertThat(
            accepted(
                    new BodyReader(Readings.LIMITS)
                        .read(Call.TRACK, bytes, bytes.length - "garbage".length()))
                .accepted())
        .isEqualTo(1);
  }

  @Test
  void refusesMoreEventsThanTheLimit() {
    var reader = new BodyReader(new EventLimits(2, 1000, 100_000));
    var three = track(event("{}"), event("{}"), "{}").replace("]}", "],\"writeKey\":\"k\"}");

    assertThat(readBy(reader, track(event("{}"), event("{}"))))
        .isInstanceOf(Reading.Accepted.class);
    assertThat(refusal(readBy(reader, three)))
        .satisfies(refusal -> {
          assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_LARGE);
          assertThat(refusal.code()).isEqualTo("too-many-events");
        });
    assertThat(readBy(reader, three).writeKey()).isEqualTo("k");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]"})
  void refusesWhatIsSaidOnceWhenItWouldBeCopiedTooOften(String metadata) {
    var events = Collections.nCopies(100, event(metadata)).toArray(String[]::new);
    events[0] = event("{}");
    var body = track(events).replace("{\"us", "{\"x\":\"" + "x".repeat(50_000) + "\",\"us");

    assertThat(refusal(read(Call.TRACK, body)))
        .satisfies(refusal -> {
          assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_LARGE);
          assertThat(refusal.code()).isEqualTo("lines-too-large");
        });
  }

  @Test
  void refusesALineThatIsLongerThanOneRecordOfFirehose() {
    var longest =
        track(event("{}")).replace("{\"us", "{\"x\":\"" + "x".repeat(990_000) + "\",\"us");
    var longer =
        track(event("{}")).replace("{\"us", "{\"x\":\"" + "x".repeat(1_000_000) + "\",\"us");

    assertThat(read(Call.TRACK, longest)).isInstanceOf(Reading.Accepted.class);
    assertThat(refusal(read(Call.TRACK, longer)).code()).isEqualTo("lines-too-large");
  }

  @Test
  void neverMakesMoreLinesThanItsLimitOnceItAccepts() {
    for (int shared : List.of(0, 1_000, 20_000, 40_000, 80_000)) {
      var events = Collections.nCopies(100, event("{\"q\":\"\\\"\"}"));
      var body =
          track(events.toArray(String[]::new))
              .replace("{\"us", "{\"x\":\"" + "x".repeat(shared) + "\",\"us");
      if (read(Call.TRACK, body) instanceof Reading.Accepted accepted) {
        assertThat(accepted.lines(ENVELOPE).length())
            .isLessThanOrEqualTo(Readings.LIMITS.linesBytesMax());
      } else {
        assertThat(shared).isGreaterThanOrEqualTo(40_000);
      }
    }
  }
}
