package dev.inlet.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lake can't be written to until the spool is full, and then it can again. */
@Timeout(120)
class FullIT {
  private static final Duration SECONDS = Duration.ofSeconds(30);
  private static final String EVENT =
      "{\"userId\":\"u\",\"events\":[{\"eventName\":\"e\",\"metadata\":{},\"timestampUTC\":1}]}";

  private @TempDir Path folder;

  @Test
  void saysComeAgainWhileItIsFullAndTakesEventsAgainByItself() throws IOException {
    var launch =
        Launch.in(folder)
            .with("INLET_SPOOL_BYTES_MAX", 2 << 20)
            .with("INLET_SPOOL_SEGMENT_BYTES", 256 << 10)
            .with("INLET_DELIVERY_LINGER_MAX", "100ms");
    var lake = Files.createFile(Files.createDirectories(launch.data()).resolve("lake"));
    var senders = new Senders();
    try (var inlet = launch.ready()) {
      senders.start(inlet.port(), "filling", 16, 200, 1000);
      senders.join();
      assertThat(senders.acknowledged()).isPositive();
      assertThat(senders.refused()).isNotEmpty();

      for (int i = 0; i < 20; i++) {
        var answer = Http.once(inlet.port(), "POST", "/track", EVENT);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsKey("retry-after");
      }
      assertThat(inlet.health("/health/readiness")).isEqualTo(503);
      assertThat(inlet.health("/health/liveness")).isEqualTo(200);

      Files.delete(lake);
      InletProcess.await("it is ready", SECONDS, () -> inlet.health("/health/readiness") == 200);
      senders.start(inlet.port(), "after", 4, 5, 0);
      senders.join();
      assertThat(inlet.terminate().exit(SECONDS)).isZero();
    }
    assertThat(senders.refused()).allMatch(Sender.Refused::isForLater);
    var lines = new LakeFolder(launch.data()).events();
    senders.assertKept(lines);
    assertThat(lines)
        .filteredOn(line -> line.contains("\"after-"))
        .hasSize(4 * (1 + 2 + 3 + 4 + 1));
  }
}
