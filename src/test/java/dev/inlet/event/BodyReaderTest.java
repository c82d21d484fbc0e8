package dev.inlet.event;

import static dev.inlet.event.Readings.accepted;
import static dev.inlet.event.Readings.event;
import static dev.inlet.event.Readings.faults;
import static dev.inlet.event.Readings.line;
import static dev.inlet.event.Readings.lines;
import static dev.inlet.event.Readings.read;
import static dev.inlet.event.Readings.refusal;
import static dev.inlet.event.Readings.rejectedLines;
import static dev.inlet.event.Readings.track;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {
  private static final String HEAD =
      "{\"id\":\"0193-request-0\",\"type\":\"%s\",\"receivedAt\":\"2026-11-21T01:26:49.123Z\",";

  @Test
  void encodesATrackedEvent() {
    assertThat(line(Call.TRACK, track(event("{\"a\":[1, 2]}"))))
        .isEqualTo(
            HEAD.formatted("track")
                + "\"userId\":\"u1\",\"eventName\":\"e\",\"metadata\":{\"a\":[1,2]},"
                + "\"timestampUTC\":1700000000}");
  }

  @Test
  void encodesAnAlias() {
    assertThat(
            line(
                Call.ALIAS,
                "{\"timestampUTC\": 1, \"originalUserId\": \"b\", \"newUserId\": \"a\"}"))
        .isEqualTo(
            HEAD.formatted("alias")
                + "\"newUserId\":\"a\",\"originalUserId\":\"b\",\"timestampUTC\":1}");
  }

  @Test
  void encodesAProfile() {
    assertThat(
            line(
                Call.PROFILE,
                "{\"userId\":\"u\",\"attributes\":{\"plan\" : \"pro\"},\"timestampUTC\":0}"))
        .isEqualTo(
            HEAD.formatted("profile")
                + "\"userId\":\"u\",\"attributes\":{\"plan\":\"pro\"},\"timestampUTC\":0}");
  }

  @Test
  void takesTheMembersOfABodyInAnyOrder() {
    assertThat(line(Call.TRACK, "{\"events\":[" + event("{}") + "],\"userId\":\"u1\"}"))
        .isEqualTo(line(Call.TRACK, track(event("{}"))));
  }

  @Test
  void acceptsNoEvents() {
    assertThat(accepted(read(Call.TRACK, track())).accepted()).isZero();
    assertThat(lines(read(Call.TRACK, track()))).isEmpty();
    assertThat(rejectedLines(read(Call.TRACK, track()))).isEmpty();
  }

  @Test
  void takesTheValidEventsAndNamesTheOthers() {
    var reading = read(Call.TRACK, track(event("{}"), event("[]"), event("{\"n\":1}")));

    assertThat(accepted(reading).accepted()).isEqualTo(2);
    assertThat(accepted(reading).refused())
        .singleElement()
        .satisfies(refused -> {
          assertThat(refused.index()).isEqualTo(1);
          assertThat(faults(refused.errors())).containsExactly("/events/1/metadata wrong-type");
        });
    assertThat(lines(reading))
        .satisfiesExactly(
            first -> assertThat(first).contains("\"0193-request-0\"", "\"metadata\":{}"),
            second -> assertThat(second).contains("\"0193-request-2\"", "\"metadata\":{\"n\":1}"));
  }

  @Test
  void refusesABodyWhoseEventsAreAllInvalid() {
    var refusal = refusal(read(Call.TRACK, track("{}", "5")));

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
    assertThat(refusal.code()).isEqualTo("no-valid-event");
    assertThat(faults(refusal))
        .containsExactly(
            "/events/0/eventName missing",
            "/events/0/metadata missing",
            "/events/0/timestampUTC missing",
            "/events/1 wrong-type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                | not-json
          `  `                              | not-json
          {                                 | not-json
          {"userId":"u"                     | not-json
          {"userId":"u",}                   | not-json
          {"userId":"u" "events":[]}        | not-json
          {'userId':"u"}                    | not-json
          {userId:"u"}                      | not-json
          {"a":01}                          | not-json
          {"a":1.}                          | not-json
          {"a":.5}                          | not-json
          {"a":+1}                          | not-json
          {"a":-}                           | not-json
          {"a":1e}                          | not-json
          {"a":0x1}                         | not-json
          {"a":NaN}                         | not-json
          {"a":tru}                         | not-json
          {"a":nul                          | not-json
          {"a":truex}                       | not-json
          {"a":"\\x"}                       | not-json
          {"a":"\\u12g4"}                   | not-json
          {"a":"\\u12                       | not-json
          {"a":[1,]}                        | not-json
          {"a":[1}                          | not-json
          {"a":[}                           | not-json
          {"a":1]                           | not-json
          // comment                        | not-json
          {"a":/**/1}                       | not-json
          {"userId":"u","events":[]} x      | trailing-bytes
          {"userId":"u","events":[]}{}      | trailing-bytes
          [1] 2                             | trailing-bytes
          []                                | wrong-type
          "text"                            | wrong-type
          12                                | wrong-type
          null                              | wrong-type
          {}                                | missing
          {"userId":"u"}                    | missing
          {"events":[]}                     | missing
          {"userId":"","events":[]}         | blank
          {"userId":" \\t\\u2003","events":[]}  | blank
          {"userId":5,"events":[]}          | wrong-type
          {"userId":null,"events":[]}       | wrong-type
          {"userId":"u","events":{}}        | wrong-type
          {"userId":"u","events":null}      | wrong-type
          {"userId":"u","events":[],"userId":"v"}       | duplicate-name
          {"userId":"u","events":[],"events":[]}        | duplicate-name
          {"userId":"u","events":[],"us\\u0065rId":"v"} | duplicate-name
          {"userId":"u","events":[],"x":{"a":1,"a":2}}  | duplicate-name
          {"userId":"u","events":[],"x":1e400}          | number-out-of-range
          {"userId":"u","events":[],"x":"\\ud800"}      | lone-surrogate
          {"userId":"u\\udc00","events":[]}             | lone-surrogate
          {"userId":"u","events":[],"\\ud800":1}        | lone-surrogate
          {"userId":"u","events":[],"writeKey":5}       | wrong-type
          """)
  void refusesABody(String body, String code) {
    var refusal = refusal(read(Call.TRACK, body));

    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "c3",
        "c0af",
        "c1bf",
        "e080af",
        "e09f80",
        "eda080",
        "edbfbf",
        "f08080af",
        "f4908080",
        "f5808080",
        "ff",
        "fe",
        "e282",
        "f09f98"
      })
  void refusesWhatIsNotUtf8(String hex) {
    var bad = HexFormat.of().parseHex(hex);
    for (var place : new String[] {"{\"a\":\"", "{\"", "{", ""}) {
      var body = new ByteArrayOutputStream();
      body.writeBytes(place.getBytes(StandardCharsets.UTF_8));
      body.writeBytes(bad);
      body.writeBytes("\":1}".getBytes(StandardCharsets.UTF_8));

      assertThat(refusal(read(Call.TRACK, body.toByteArray())).code())
          .as(place)
          .isEqualTo("not-utf8");
    }
  }

  @Test
  void refusesAByteOrderMark() {
    assertThat(refusal(read(Call.TRACK, "\ufeff" + track())).code()).isEqualTo("byte-order-mark");
  }
}
