package dev.inlet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskAloneTest {
  private static final Kind ONE = new Kind(1, 1);

  @TempDir Path folder;

  @Test
  void makesEachRequestSafeAfterItWasDue() throws IOException {
    try (var disk = new DiskAlone(folder)) {
      var latencies = disk.run(ONE, 2000, Duration.ofMillis(500));

      assertThat(latencies.count()).isEqualTo(1000);
      assertThat(latencies.quickestMillis()).isPositive();
      assertThat(folder.resolve("disk")).hasSize(64 << 20);
    }
  }

  @Test
  void hasThoseWaitThatComeWhileItSyncs() throws IOException {
    try (var disk = new DiskAlone(folder)) {
      var few = disk.run(ONE, 100, Duration.ofMillis(500));
      var tooMany = disk.run(new Kind(2000, 1), 1_000_000, Duration.ofMillis(200));

      assertThat(tooMany.millis(0.5)).isGreaterThan(few.quickestMillis());
    }
  }
}
