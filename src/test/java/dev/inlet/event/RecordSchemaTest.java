package dev.inlet.event;

import static dev.inlet.event.Readings.event;
import static dev.inlet.event.Readings.lines;
import static dev.inlet.event.Readings.read;
import static dev.inlet.event.Readings.rejectedLines;
import static dev.inlet.event.Readings.track;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether the published schema fits the lines, and only them. */
class RecordSchemaTest {
  private static final String ALIAS =
      "{\"newUserId\":\"a\",\"originalUserId\":\"b\",\"timestampUTC\":1}";
  private static final String PROFILE =
      "{\"userId\":\"u\",\"attributes\":{\"a\":1e5},\"timestampUTC\":253402300799999,\"x\":1}";

  static Stream<String> lineOfEachType() {
    var full = new Envelope("r", 0, "web", "k", "::1", "curl");
    var mixed = read(Call.TRACK, track(event("{\"n\":[1]}"), "{\"eventName\":5}"));
    return Stream.of(
            lines(mixed),
            rejectedLines(mixed),
            lines(mixed, full),
            lines(read(Call.ALIAS, ALIAS)),
            lines(read(Call.ALIAS, ALIAS), full),
            lines(read(Call.PROFILE, PROFILE), full))
        .flatMap(list -> list.stream());
  }

  @ParameterizedTest
  @MethodSource("lineOfEachType")
  void fitsEveryLine(String line) {
    assertThat(RecordSchema.errors(line)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("lineOfEachType")
  void allowsNoOtherMember(String line) {
    assertThat(RecordSchema.errors("{\"other\":1," + line.substring(1))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "type":"track"              | "type":"other"
          "type":"track"              | "type":"alias"
          "timestampUTC":1700000000   | "timestampUTC":"1"
          "timestampUTC":1700000000   | "timestampUTC":-1
          "timestampUTC":1700000000   | "timestampUTC":253402300800000
          "metadata":{}               | "metadata":[]
          "eventName":"e"             | "eventName":" "
          "userId":"u1"               | "userId":""
          .123Z                       | Z
          {"id":"0193-request-0",     | {
          """)
  void doesNotFitWhatIsNoRecord(String part, String other) {
    var line = lines(read(Call.TRACK, track(event("{}")))).get(0);

    assertThat(RecordSchema.errors(line)).isEmpty();
    assertThat(RecordSchema.errors(line.replace(part, other))).isNotEmpty();
  }

  @Test
  void doesNotFitARejectedRecordWithoutItsBody() {
    var line = rejectedLines(read(Call.TRACK, track(event("{}"), "5"))).get(0);

    assertThat(RecordSchema.errors(line.replace("\"body\":", "\"bodyBase64\":"))).isNotEmpty();
    assertThat(RecordSchema.errors(line.replaceFirst(",\"body\":.*", "}"))).isNotEmpty();
  }
}
