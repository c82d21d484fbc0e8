package dev.inlet.event;

import static dev.inlet.event.Readings.accepted;
import static dev.inlet.event.Readings.event;
import static dev.inlet.event.Readings.faults;
import static dev.inlet.event.Readings.line;
import static dev.inlet.event.Readings.read;
import static dev.inlet.event.Readings.refusal;
import static dev.inlet.event.Readings.track;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What refuses one event and leaves the others of its body alone. */
class EventRulesTest {
  private static final String VALID = event("{}");

  /** The faults of an event that stands between two valid ones, which must both be taken. */
  private static List<Fault> refused(String event) {
    var reading = accepted(read(Call.TRACK, track(VALID, event, VALID)));
    assertThat(reading.accepted()).isEqualTo(2);
    assertThat(reading.refused()).hasSize(1);
    assertThat(reading.refused().get(0).index()).isEqualTo(1);
    return reading.refused().get(0).errors();
  }

  private static List<String> refusedWithName(String name) {
    return faults(
        refused("{\"eventName\":" + name + ",\"metadata\":{},\"timestampUTC\":1700000000}"));
  }

  private static List<Fault> refusedWithTimestamp(String timestamp) {
    return refused("{\"eventName\":\"e\",\"metadata\":{},\"timestampUTC\":" + timestamp + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":"\\ud83d"}             | /events/1/metadata/a lone-surrogate
          {"a":"\\ude00\\ud83d"}      | /events/1/metadata/a lone-surrogate
          {"a":"\\ud83d\\ud83d\\ude00"} | /events/1/metadata/a lone-surrogate
          {"a":"\\ud83dx"}            | /events/1/metadata/a lone-surrogate
          {"a":[0,"\\udfff"]}         | /events/1/metadata/a/1 lone-surrogate
          {"x":{"\\ud83d":1}}         | /events/1/metadata/x lone-surrogate
          {"a":1,"a":2}               | /events/1/metadata/a duplicate-name
          {"a":1,"\\u0061":2}         | /events/1/metadata/a duplicate-name
          {"é":1,"\\u00e9":2}         | /events/1/metadata/é duplicate-name
          {"😀":1,"\\ud83d\\uDE00":2} | /events/1/metadata/😀 duplicate-name
          {"":1,"":2}                 | /events/1/metadata/ duplicate-name
          {"x":[{},{"a/b~c":{},"a/b~c":{}}]} | /events/1/metadata/x/1/a~1b~0c duplicate-name
          {"a":1e400}                 | /events/1/metadata/a number-out-of-range
          {"a":-1E+400}               | /events/1/metadata/a number-out-of-range
          {"a":1.8e308}               | /events/1/metadata/a number-out-of-range
          {"a":0.00001e314}           | /events/1/metadata/a number-out-of-range
          {"a":1e99999999999999999999} | /events/1/metadata/a number-out-of-range
          []                          | /events/1/metadata wrong-type
          "{}"                        | /events/1/metadata wrong-type
          null                        | /events/1/metadata wrong-type
          """)
  void refusesMetadata(String metadata, String fault) {
    assertThat(faults(refused(event(metadata)))).containsExactly(fault);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.7976931348623157e308",
        "-1.7976931348623157e308",
        "0e400",
        "0.0e999999999999999999",
        "1e-400",
        "1e-99999999999999999999",
        "1000e305",
        "0.0001e312",
        "-0",
        "9007199254740993",
        "1234567890.123456789012345",
        "1.50"
      })
  void keepsANumberAsItIs(String number) {
    assertThat(line(Call.TRACK, track(event("{\"n\": " + number + " }"))))
        .contains("\"metadata\":{\"n\":" + number + "},");
  }

  @Test
  void takesAThousandDigitsAndNoMore() {
    var most = "0." + "1".repeat(999);

    assertThat(line(Call.TRACK, track(event("{\"n\":" + most + "}")))).contains(most);
    assertThat(faults(refused(event("{\"n\":" + most + "1}"))))
        .containsExactly("/events/1/metadata/n number-too-long");
    assertThat(faults(refused(event("{\"n\":" + "1".repeat(1001) + "}"))))
        .containsExactly("/events/1/metadata/n number-too-long");
    assertThat(faults(refused(event("{\"n\":1e" + "0".repeat(1000) + "}"))))
        .containsExactly("/events/1/metadata/n number-too-long");
  }

  @Test
  void takesAnIntegerOf309DigitsWhenADoubleHoldsIt() {
    assertThat(line(Call.TRACK, track(event("{\"n\":1" + "0".repeat(308) + "}")))).isNotEmpty();
    assertThat(faults(refused(event("{\"n\":2" + "0".repeat(308) + "}"))))
        .containsExactly("/events/1/metadata/n number-out-of-range");
  }

  @Test
  void takes64LevelsAndNoMore() {
    var deepest = nested(61);

    assertThat(line(Call.TRACK, track(event(deepest)))).contains(deepest);
    assertThat(refused(event(nested(62))))
        .singleElement()
        .satisfies(fault -> {
          assertThat(fault.code()).isEqualTo("too-deep");
          assertThat(fault.pointer()).isEqualTo("/events/1/metadata" + "/a".repeat(61));
        });
  }

  private static String nested(int levels) {
    return "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ""                    | blank
          "  \\t"               | blank
          "\\u2003\\u000b"      | blank
          "\u3000"              | blank
          "\\u001c\\u1680"      | blank
          5                     | wrong-type
          null                  | wrong-type
          true                  | wrong-type
          ["e"]                 | wrong-type
          {"e":1}               | wrong-type
          "e\\ud800"            | lone-surrogate
          """)
  void refusesAName(String name, String code) {
    assertThat(refusedWithName(name)).containsExactly("/events/1/eventName " + code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00a0", "\u2007", "\u202f", "\u200b", "\\u0000", " e", "\\n."})
  void takesWhatIsNotBlank(String name) {
    assertThat(line(Call.TRACK, track(VALID.replace("\"e\"", '"' + name + '"'))))
        .contains("\"eventName\":\"" + name + "\",");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "é", "水", "😀", "\\ud83d\\ude00", "\\u0041", "\\\""})
  void counts256CharactersHoweverTheyAreWritten(String character) {
    var longest = character.repeat(256);

    assertThat(line(Call.TRACK, track(VALID.replace("\"e\"", '"' + longest + '"'))))
        .contains(longest);
    assertThat(refusedWithName('"' + longest + character + '"'))
        .containsExactly("/events/1/eventName too-long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"12\"", "1.0", "1e3", "1E3", "1.9", "true", "null", "[1]", "{}", "-0", "-0.0", "-1.5"
      })
  void refusesATimestampThatIsNotDigits(String timestamp) {
    assertThat(faults(refusedWithTimestamp(timestamp)))
        .containsExactly("/events/1/timestampUTC wrong-type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "-5",
        "253402300800000",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551616",
        "1234567890123456789012345"
      })
  void refusesATimestampOutOfRange(String timestamp) {
    assertThat(faults(refusedWithTimestamp(timestamp)))
        .containsExactly("/events/1/timestampUTC timestamp-out-of-range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "253402300799", "253402300799999", "1700000000123"})
  void keepsATimestampInRange(String timestamp) {
    assertThat(line(Call.TRACK, track(VALID.replace("1700000000", timestamp))))
        .endsWith("\"timestampUTC\":" + timestamp + "}");
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000123456, looks like microseconds",
    "1700000000123456789, looks like nanoseconds",
    "17000000001234567890123456789, out of range"
  })
  void saysWhichUnitATimestampLooksLike(String timestamp, String words) {
    assertThat(refusedWithTimestamp(timestamp).get(0).message())
        .contains(words)
        .doesNotContain(timestamp);
  }

  @Test
  void saysOfATimestampAboveAnyDoubleOnlyThat() {
    assertThat(faults(refusedWithTimestamp("1".repeat(400))))
        .containsExactly("/events/1/timestampUTC number-out-of-range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "\"e\"", "null", "true", "[]", "[{}]"})
  void refusesAnEventThatIsNoObject(String event) {
    assertThat(faults(refused(event))).containsExactly("/events/1 wrong-type");
  }

  @Test
  void refusesAnEventAbove256KiBWithoutItsWhiteSpace() {
    int frame = event("{\"s\":\"\"}").length();
    var most = "x".repeat(256 * 1024 - frame);

    assertThat(line(Call.TRACK, track(event("{ \"s\" :\n\"" + most + "\" }")))).contains(most);
    assertThat(faults(refused(event("{\"s\":\"" + most + "x\"}"))))
        .containsExactly("/events/1 event-too-large");
  }

  @Test
  void refusesAnAliasOrProfileAbove256KiB() {
    var body =
        "{\"userId\":\"u\",\"attributes\":{\"s\":\""
            + "x".repeat(256 * 1024)
            + "\"},\"timestampUTC\":1}";

    assertThat(faults(refusal(read(Call.PROFILE, body)))).containsExactly(" event-too-large");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ""    | blank
          " "   | blank
          5     | wrong-type
          null  | wrong-type
          {}    | wrong-type
          """)
  void refusesAMessageId(String messageId, String code) {
    var event = VALID.replace("}}", "}").replace("{\"ev", "{\"messageId\":" + messageId + ",\"ev");

    assertThat(faults(refused(event))).containsExactly("/events/1/messageId " + code);
  }

  @Test
  void refusesAnEventThatSaysAMemberTwice() {
    assertThat(faults(refused(VALID.replace("{\"ev", "{\"\\u0065ventName\":\"f\",\"ev"))))
        .containsExactly("/events/1/eventName duplicate-name");
  }

  @Test
  void namesAllThatIsWrong() {
    assertThat(
            faults(
                refused(
                    "{\"eventName\":\" \",\"metadata\":{\"a\":1,\"a\":1e999},\"x\":\"\\ud800\"}")))
        .containsExactly(
            "/events/1/eventName blank",
            "/events/1/metadata/a duplicate-name",
            "/events/1/metadata/a number-out-of-range",
            "/events/1/x lone-surrogate",
            "/events/1/timestampUTC missing");
  }

  @Test
  void namesAtMost16Places() {
    var many =
        IntStream.range(0, 100).mapToObj(i -> "1e999").collect(Collectors.joining(",", "[", "]"));

    assertThat(refused(event("{\"a\":" + many + "}"))).hasSize(16);
  }

  @Test
  void pointsToTheNearestAncestorThatAPointerCanName() {
    var name = "n".repeat(236);

    assertThat(faults(refused(event("{\"" + name + "\":{\"a\":1e999}}"))))
        .containsExactly("/events/1/metadata/" + name + " number-out-of-range");
    assertThat(faults(refused(event("{\"m\":{\"" + name + "\":1e999}}"))))
        .containsExactly("/events/1/metadata/m number-out-of-range");
  }

  @Test
  void repeatsNothingOfThePayloadInItsMessages() {
    assertThat(refused("{\"eventName\":7351,\"metadata\":\"s3cret\",\"timestampUTC\":\"7351\"}"))
        .hasSize(3)
        .allSatisfy(fault ->
            assertThat(fault.message())
                .doesNotContain("7351", "s3cret", "java", "dev.inlet")
                .endsWith("."));
  }
}
