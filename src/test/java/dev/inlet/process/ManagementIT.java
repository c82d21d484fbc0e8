package dev.inlet.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.Ports;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Health and metrics on a port of their own. */
@Timeout(60)
class ManagementIT {
  private static final String EVENT =
      "{\"userId\":\"u\",\"events\":[{\"eventName\":\"e\",\"metadata\":{},\"timestampUTC\":1}]}";

  private @TempDir Path folder;

  @Test
  void separatesWhatOperatorsSeeFromWhatClientsSend() {
    int management = Ports.free();
    var launch = Launch.in(folder).with("INLET_MANAGEMENT_PORT", management);
    try (var inlet = launch.start()) {
      InletProcess.await(
          "it is ready",
          Duration.ofSeconds(30),
          () -> inlet.output().contains("Ctrl-C") || !inlet.isAlive());
      assertThat(inlet.output()).contains("http://127.0.0.1:" + management + "/health");

      for (var path : new String[] {"/health", "/health/readiness", "/health/liveness"}) {
        assertThat(Http.once(management, "GET", path, "").status()).as(path).isEqualTo(200);
        assertThat(Http.once(inlet.port(), "GET", path, "").status()).as(path).isEqualTo(404);
      }
      assertThat(Http.once(inlet.port(), "GET", "/prometheus", "").status()).isEqualTo(404);
      assertThat(Http.once(inlet.port(), "POST", "/track", EVENT).status()).isEqualTo(200);
      for (var path : new String[] {"/track", "/alias", "/profile"}) {
        assertThat(Http.once(management, "POST", path, EVENT).status()).as(path).isEqualTo(404);
      }
      assertThat(Http.once(management, "GET", "/prometheus", "").body())
          .contains("inlet_events_acknowledged_total 1.0");
    }
  }
}
