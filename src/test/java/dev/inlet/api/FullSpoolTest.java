package dev.inlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.RunningInlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request that there is no room for leaves nothing behind, as it will be sent again. */
class FullSpoolTest {
  private static final int REQUESTS_MAX = 50;

  /** One event that fills the spool, and one that is refused. */
  private static final String BODY =
      "{\"userId\":\"u\",\"events\":[{\"eventName\":\"e\",\"metadata\":{\"a\":\""
          + "x".repeat(200 << 10)
          + "\"},\"timestampUTC\":1},{}]}";

  @Test
  void keepsNoRefusedEventOfARequestThatIsAnswered503(@TempDir Path data) throws IOException {
    Files.writeString(data.resolve("lake"), "no folder, so nothing is delivered");
    var settings = Map.of("INLET_SPOOL_BYTES_MAX", "1048576", "INLET_DRAIN_MAX", "0s");
    try (var inlet = RunningInlet.start(data, settings)) {
      int taken = 0;
      while (taken < REQUESTS_MAX && inlet.post("/track", BODY).statusCode() == 200) {
        taken++;
      }

      assertThat(inlet.post("/track", BODY).statusCode()).isEqualTo(503);
      assertThat(taken).isPositive();
      assertThat(inlet.get("/prometheus").body())
          .contains("inlet_spool_lines_total{stream=\"rejected\"} " + taken + ".0");
    }
  }
}
