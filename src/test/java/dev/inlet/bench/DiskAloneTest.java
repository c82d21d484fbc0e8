package dev.inlet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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

  /**
   * Those that one sync makes safe were due one after the other, so no two of them waited as long.
   */
  @Test
  void countsFromWhenARequestWasDue() throws IOException {
    try (var disk = new DiskAlone(folder)) {
      var latencies = disk.run(new Kind(2000, 1), 1_000_000, Duration.ofMillis(5));

      assertThat(IntStream.range(1, 100).mapToDouble(i -> latencies.millis(i / 100.0)).distinct())
          .hasSizeGreaterThan(60);
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "taskset gives the servers their core")
  void answersWhoAsksItInItsProcess() throws Exception {
    try (var disk = DiskAlone.start(folder)) {
      var shares = DiskAlone.ask(disk, ONE, 4000, Duration.ofMillis(500));

      assertThat(shares).hasSize(Timing.SHARES.size()).isSorted();
      assertThat(shares[0]).isPositive();
      assertThat(DiskAlone.ask(disk, ONE, 500, Duration.ofMillis(500))[6]).isNaN();
    }
  }
}
