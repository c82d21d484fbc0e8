package dev.inlet.event.segment;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "1970-01-01T00:00:00Z 0",
        "2026-11-21T01:37:13.827+00:00 1795225033827",
        "2026-11-21T01:37:13.827310+00:00 1795225033827",
        "2026-11-21T01:37:13.123456789Z 1795225033123",
        "2026-11-21T03:37:13.8+02:00 1795225033800",
        "2026-11-20T20:07:13-0530 1795225033000",
        "2026-11-21T01:37:13 1795225033000",
        "2026-11-21T01:37Z 1795225020000",
        "2026-11-21 1795219200000",
        "2024-02-29T23:59:60Z 1709251200000",
        "1969-12-31T23:59:59.999Z -1"
      })
  void readsWhatClientsWrite(String text, long millis) {
    assertThat(millis(text)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "noon",
        "2026",
        "2026-13-01",
        "2026-02-29",
        "2026-11-21T",
        "2026-11-21T25:00:00Z",
        "2026-11-21T01:37:13.Z",
        "2026-11-21T01:37:13.1234567890Z",
        "2026-11-21T01:37:13Zx",
        "2026-11-21T01:37:13+",
        "Sat, 21 Nov 2026 01:37:13 GMT",
        "1795225033"
      })
  void refusesWhatIsNoTime(String text) {
    assertThat(millis(text)).isEqualTo(IsoTime.NONE);
  }

  @RepeatedTest(200)
  void readsAnyTimeThatJavaWrites() {
    var random = new Random();
    var millis = random.nextLong(0, 253402300800000L);
    var offset = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-18 * 60, 18 * 60 + 1));
    var time = Instant.ofEpochMilli(millis).atOffset(offset);
    if (time.getYear() >= 0 && time.getYear() <= 9999) {
      var text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
      assertThat(millis(text)).as(text).isEqualTo(millis);
    }
  }

  private static long millis(String text) {
    var bytes = ('"' + text + '"').getBytes(US_ASCII);
    return IsoTime.millis(bytes, 1, bytes.length - 1);
  }
}
