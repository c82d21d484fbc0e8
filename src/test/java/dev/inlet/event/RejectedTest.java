package dev.inlet.event;

import static dev.inlet.event.Readings.ENVELOPE;
import static dev.inlet.event.Readings.accepted;
import static dev.inlet.event.Readings.event;
import static dev.inlet.event.Readings.lines;
import static dev.inlet.event.Readings.read;
import static dev.inlet.event.Readings.rejectedLines;
import static dev.inlet.event.Readings.track;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of what is refused. */
class RejectedTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<Fault> ERRORS = List.of(new Fault("/a~1b", "blank", "Say \"it\"."));

  private static final Secrets SECRETS =
      new Secrets(List.of("s3cret".getBytes(StandardCharsets.UTF_8)));

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  private static JsonNode kept(byte[] head, long bytes, @Nullable String sha, boolean complete) {
    var line =
        new RejectedBody(head, head.length, bytes, sha, complete)
            .line(ENVELOPE, "/track", ERRORS, SECRETS);
    var text = Readings.text(line);
    assertThat(text).hasSize(1);
    assertThat(RecordSchema.errors(text.get(0))).isEmpty();
    return json(text.get(0));
  }

  private static JsonNode kept(String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return kept(bytes, bytes.length, null, true);
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void keepsARefusedEventAsABodyThatCanBeRepairedAndSentAgain() {
    var body =
        "{\"v\":\"é\\\\\",\"userId\":\"u1\",\"writeKey\":\"k\",\"events\":["
            + event("{}")
            + ", {\"eventName\" : \" \"}],\"w\":2}";
    var line = rejectedLines(read(Call.TRACK, body)).get(0);

    assertThat(line)
        .startsWith(
            "{\"id\":\"0193-request-1\",\"type\":\"rejected\","
                + "\"receivedAt\":\"2026-11-21T01:26:49.123Z\",\"path\":\"/track\",\"errors\":[");
    assertThat(json(line).get("body").textValue())
        .isEqualTo(
            "{\"userId\":\"u1\",\"v\":\"é\\\\\",\"w\":2,\"events\":[{\"eventName\":\" \"}]}");
    assertThat(json(line).get("errors").findValuesAsText("pointer"))
        .containsExactly("/events/0/eventName", "/events/0/metadata", "/events/0/timestampUTC");
  }

  @Test
  void givesARefusedEventTheIdThatItWouldHave() {
    var bad = "{\"messageId\":%s,\"eventName\":5}";
    var reading =
        read(
            Call.TRACK,
            track(
                event("{}"),
                "{}",
                bad.formatted("\"m\\n\""),
                bad.formatted("5"),
                "{\"messageId\":\"a\",\"messageId\":\"a\"}"));
    var envelope = new Envelope("r", 0, "web", "k", null, null);

    assertThat(Readings.text(accepted(reading).rejectedLines(envelope)))
        .extracting(line -> json(line).get("id").textValue())
        .containsExactly("k-1", "m\n", "r-3", "r-4");
    assertThat(Readings.text(accepted(reading).rejectedLines(envelope)))
        .allSatisfy(line -> assertThat(line).contains(",\"source\":\"web\",\"path\":"));
  }

  @Test
  void blanksKeysAndSecretsInRefusedEvents() {
    var reader = new BodyReader(Readings.LIMITS, () -> SECRETS);
    var body =
        track(
                event("{}"),
                "{\"writeKey\":\"k1\",\"a\":[{\"write\\u004bey\" : \"k2\"}],\"b\":\"s3cret\"}")
            .getBytes(StandardCharsets.UTF_8);
    var reading = accepted(reader.read(Call.TRACK, body, body.length));

    assertThat(json(Readings.text(reading.rejectedLines(ENVELOPE)).get(0)).get("body").textValue())
        .isEqualTo(
            "{\"userId\":\"u1\",\"events\":[{\"writeKey\":\"***\","
                + "\"a\":[{\"write\\u004bey\":\"***\"}],\"b\":\"***\"}]}");
  }

  @Test
  void leavesNothingOfASecretThatStartsWithAnother() {
    var secrets =
        new Secrets(
            List.of(
                "s3cret".getBytes(StandardCharsets.UTF_8),
                "s3cret-2".getBytes(StandardCharsets.UTF_8)));
    var body = "a s3cret-2 b".getBytes(StandardCharsets.UTF_8);

    var line =
        new RejectedBody(body, body.length, body.length, null, true)
            .line(ENVELOPE, "/track", ERRORS, secrets);

    assertThat(json(Readings.text(line).get(0)).get("body").textValue()).isEqualTo("a *** b");
  }

  @Test
  void keepsTheHeadOfARefusedEventAbove256KiB() throws NoSuchAlgorithmException {
    var bad = "{\"eventName\":\"" + "é".repeat(200_000) + "\"}";
    var record = json(rejectedLines(read(Call.TRACK, track(event("{}"), bad))).get(0));
    var alone = track(bad).getBytes(StandardCharsets.UTF_8);

    assertThat(record.get("body").textValue())
        .isEqualTo(track(bad).substring(0, record.get("body").textValue().length()));
    assertThat(record.get("body").textValue().getBytes(StandardCharsets.UTF_8).length)
        .isBetween(65_533, 65_536);
    assertThat(record.get("bodyBytes").longValue()).isEqualTo(alone.length);
    assertThat(record.get("bodySha256").textValue()).isEqualTo(sha256(alone));
    assertThat(record.get("bodyComplete").booleanValue()).isTrue();
  }

  @Test
  void keepsARefusedBodyAsItWas() {
    var body = " {\"userId\" : \"\\u0041\tü😀\u0001\" \n";

    assertThat(kept(body).get("body").textValue()).isEqualTo(body);
    assertThat(kept(body).get("id").textValue()).isEqualTo("0193-request");
    assertThat(kept(body).get("path").textValue()).isEqualTo("/track");
    assertThat(kept(body).get("errors").get(0).get("pointer").textValue()).isEqualTo("/a~1b");
    assertThat(kept(body).has("bodyBytes")).isFalse();
  }

  @Test
  void keepsAnEmptyBody() {
    assertThat(kept("").get("body").textValue()).isEmpty();
  }

  @Test
  void keepsBytesThatAreNotUtf8InBase64() {
    byte[] body = {'{', (byte) 0xff, '"', 0, 'e', (byte) 0xcc};

    assertThat(kept(body, body.length, null, true).get("bodyBase64").textValue())
        .isEqualTo(Base64.getEncoder().encodeToString(body));
  }

  @Test
  void keepsTextThatWouldGrowTooMuchInBase64() {
    var body = "\u0001".repeat(100_000);

    assertThat(kept(body).has("body")).isFalse();
    assertThat(Base64.getDecoder().decode(kept(body).get("bodyBase64").textValue()))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(body);
  }

  @Test
  void keepsAWholeBodyUpTo256KiBAndOnlyTheHeadOfALongerOne() throws NoSuchAlgorithmException {
    var longest = "x".repeat(256 * 1024);
    var longer = kept(longest + "x");

    assertThat(kept(longest).get("body").textValue()).isEqualTo(longest);
    assertThat(longer.get("body").textValue()).isEqualTo("x".repeat(64 * 1024));
    assertThat(longer.get("bodyBytes").intValue()).isEqualTo(256 * 1024 + 1);
    assertThat(longer.get("bodySha256").textValue())
        .isEqualTo(sha256((longest + "x").getBytes(StandardCharsets.UTF_8)));
    assertThat(longer.get("bodyComplete").booleanValue()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"x, 65536", "é, 65536", "水, 65535", "😀, 65536", "x水, 65536", "xx😀, 65534"})
  void cutsBetweenCharacters(String character, int bytes) {
    var body = character.repeat(300_000).getBytes(StandardCharsets.UTF_8);
    var text = kept(body, body.length, "0".repeat(64), true).get("body").textValue();

    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(bytes);
    assertThat(text).matches("(" + character + ")*x{0,2}");
  }

  @Test
  void saysWhenABodyWasNotReadToItsEnd() {
    var head = "{\"userId\":\"ü".getBytes(StandardCharsets.UTF_8);
    var record = kept(Arrays.copyOf(head, head.length - 1), 12_000_000, "a".repeat(64), false);

    assertThat(record.get("body").textValue()).isEqualTo("{\"userId\":\"");
    assertThat(record.get("bodyBytes").longValue()).isEqualTo(12_000_000);
    assertThat(record.get("bodySha256").textValue()).isEqualTo("a".repeat(64));
    assertThat(record.get("bodyComplete").booleanValue()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"writeKey":"k"}                  | {"writeKey":"***"}
          {"writeKey" :\t"k\\"k","a":"k"    | {"writeKey" :\t"***","a":"k"
          {"write\\u004Bey":"k"}            | {"write\\u004Bey":"***"}
          [["writeKey":"k                   | [["writeKey":"***
          "writeKey":"k\\                   | "writeKey":"***
          {"writeKey":""}                   | {"writeKey":"***"}
          {"writeKey":5}                    | {"writeKey":5}
          {"writeKeys":"k"}                 | {"writeKeys":"k"}
          {"a":"writeKey"}                  | {"a":"writeKey"}
          {"a":"writeKey","b":"c"}          | {"a":"writeKey","b":"c"}
          {"writeKey                        | {"writeKey
          {"writeKey":                      | {"writeKey":
          key=s3cret&s3cre                  | key=***&s3cre
          {"s3cret":"s3crets3cret"}         | {"***":"******"}
          {"writeKey":"s3cret"}             | {"writeKey":"***"}
          """)
  void blanksKeysAndSecrets(String body, String blanked) {
    assertThat(kept(body).get("body").textValue()).isEqualTo(blanked);
  }

  @Test
  void blanksASecretThatTheCutGoesThrough() {
    var head = "key=s3cr".getBytes(StandardCharsets.UTF_8);

    assertThat(kept(head, 100_000, "a".repeat(64), true).get("body").textValue())
        .isEqualTo("key=***");
  }

  @Test
  void staysDeliverableHoweverManyFaultsThereAre() {
    var many = Collections.nCopies(100_000, new Fault("/" + "p".repeat(255), "blank", "No."));
    var body = "\"".repeat(256 * 1024).getBytes(StandardCharsets.UTF_8);
    var line =
        new RejectedBody(body, body.length, body.length, null, true)
            .line(ENVELOPE, "/track", many, SECRETS);

    assertThat(line.length()).isLessThan(1000 * 1024);
    assertThat(RecordSchema.errors(Readings.text(line).get(0))).isEmpty();
  }

  @Test
  void makesNoRejectedLinesWhenAllIsTaken() {
    assertThat(rejectedLines(read(Call.TRACK, track(event("{}"))))).isEmpty();
    assertThat(lines(read(Call.TRACK, track(event("{}"))))).hasSize(1);
  }
}
