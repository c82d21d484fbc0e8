package dev.inlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.delivery.Spools;
import dev.inlet.spool.Disk;
import dev.inlet.spool.Spool;
import dev.inlet.spool.SpoolConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedTest {
  private static final String LINE =
      "{\"id\":\"r-1\",\"type\":\"track\",\"receivedAt\":\"2026-11-21T01:26:49.123Z\",\"source\":\"web\","
          + "\"userId\":\"ada\",\"eventName\":\"e\",\"metadata\":{\"n\":1.50},\"timestampUTC\":1}";

  private @TempDir Path folder;

  @Test
  void keepsALineUnderItsIdWithItsTimeSourceAndReason() {
    var record = record(LINE);

    assertThat(record.path("id").asText()).isEqualTo("r-1");
    assertThat(record.path("type").asText()).isEqualTo("rejected");
    assertThat(record.path("receivedAt").asText()).isEqualTo("2026-11-21T01:26:49.123Z");
    assertThat(record.path("source").asText()).isEqualTo("web");
    assertThat(record.path("path").asText()).isEqualTo("/track");
    assertThat(record.path("errors").path(0).path("code").asText())
        .isEqualTo("refused-by-firehose");
    assertThat(record.path("errors").path(0).path("message").asText()).contains("too strange");
    assertThat(record.path("body").asText()).isEqualTo(LINE);
  }

  @Test
  void keepsAllOfALineHoweverLongAndAsItIs() {
    var line = LINE.replace("1.50", "\"" + "\\u0007ä".repeat(200_000) + "\",\"writeKey\":\"w\"");

    assertThat(record(line).path("body").asText()).isEqualTo(line);
  }

  @Test
  void keepsALineThatIsNoRecordOfOurs() {
    var record = record("not json");

    assertThat(record.path("path").asText()).isEmpty();
    assertThat(record.path("body").asText()).isEqualTo("not json");
  }

  @Test
  void returnsWhenTheLineIsDurable() throws Exception {
    try (var spool = open(2L << 20)) {
      assertThat(new Refused(spool).keep((LINE + "\n").getBytes(UTF_8), "no")).isTrue();
      assertThat(spool.state().acknowledged()).isEqualTo(1);
    }
  }

  @Test
  void saysWhenThereIsNoRoom() throws Exception {
    try (var spool = open(1L << 20)) {
      Spools.appendFrame(spool, 0, new byte[1_000_000], 1);
      var large = LINE.replace("ada", "a".repeat(100_000)) + "\n";

      assertThat(new Refused(spool).keep(large.getBytes(UTF_8), "no")).isFalse();
    }
  }

  private Spool open(long bytesMax) throws Exception {
    var config = new SpoolConfig(bytesMax, 1 << 20, Duration.ofHours(1), 0, 16 << 20);
    return Spool.open(folder.resolve("spool"), config, Disk.real(), () -> {});
  }

  private static JsonNode record(String line) {
    var lines = Refused.record((line + "\n").getBytes(UTF_8), "too strange");
    return RunningInlet.json(new String(lines.bytes(), 0, lines.length(), UTF_8));
  }
}
