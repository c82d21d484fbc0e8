package dev.inlet.delivery.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.delivery.Compression;
import dev.inlet.delivery.DeliveryConfig;
import dev.inlet.delivery.FailingDisk;
import dev.inlet.delivery.Shipper;
import dev.inlet.delivery.Spools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process dies at each operation on the disk, with several objects on their way and lines
 * coming in: after the next start every acknowledged line is in the folder, and none is there
 * twice.
 */
@Timeout(120)
class CrashTest {
  private static final long HOUR_MILLIS = 3_600_000;
  private static final Duration SOON = Duration.ofSeconds(20);

  private @TempDir Path folder;

  @Test
  void losesAndDoublesNothingWhereverItDies() throws Exception {
    boolean died = true;
    for (int operation = 1; died; operation++) {
      var run = new Run(folder.resolve("run" + operation));
      died = run.diesAt(operation, cutting(20));
      run.delivers();
    }
  }

  @Test
  void losesAndDoublesNothingWhenItDiesAgainAndIsConfiguredAnew() throws Exception {
    var random = new Random(20261121);
    for (int round = 0; round < 60; round++) {
      var run = new Run(folder.resolve("run" + round));
      for (int death = 0; death < 3; death++) {
        run.diesAt(1 + random.nextInt(120), cutting(1 + random.nextInt(60)));
      }
      run.delivers();
    }
  }

  @Test
  void losesAndDoublesNothingWhenOneOperationFails() throws Exception {
    boolean failed = true;
    for (int operation = 1; failed; operation++) {
      var run = new Run(folder.resolve("run" + operation));
      var disk = FailingDisk.once(operation, new IOException("I/O error"));
      failed = run.goesOn(disk, cutting(20), Duration.ofMillis(200));
      run.delivers();
    }
  }

  private static DeliveryConfig cutting(int objectBytesMax) {
    return new DeliveryConfig(Duration.ZERO, objectBytesMax, Compression.GZIP);
  }

  /** One spool and one folder, through several processes. */
  private static final class Run {
    private final Path spoolFolder;
    private final Path raw;
    private final List<String> acknowledged = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private int lines;

    private Run(Path folder) throws IOException {
      spoolFolder = folder.resolve("spool");
      raw = folder.resolve("lake/raw");
      try (var spool = Spools.open(spoolFolder, FailingDisk.never())) {
        for (int frame = 0; frame < 8; frame++) {
          var two = new String[] {nextLine(), nextLine()};
          Spools.append(spool, frame / 5 * HOUR_MILLIS, two);
          acknowledged.addAll(List.of(two));
        }
      }
    }

    private boolean diesAt(long operation, DeliveryConfig config) throws Exception {
      return goesOn(FailingDisk.crashing(operation), config, Duration.ofMillis(5));
    }

    /** One process, until all is delivered, or it is not within this time after the failure. */
    private boolean goesOn(FailingDisk disk, DeliveryConfig config, Duration max) throws Exception {
      try (var spool = Spools.open(spoolFolder, disk)) {
        var sink = new DirectorySink(raw, disk);
        try (var shipper = new Shipper("events", spool, sink, config, Clock.systemUTC())) {
          shipper.start();
          var line = nextLine();
          var durable = Spools.appendLater(spool, 2 * HOUR_MILLIS, line);
          while (!shipper.drain(max) && !disk.hasFailed()) {}
          note(line, durable);
        }
      } catch (IOException e) {
        assertThat(disk.hasFailed()).isTrue();
      }
      return disk.hasFailed();
    }

    private void note(String line, CompletableFuture<Boolean> durable) throws Exception {
      (durable.get(10, TimeUnit.SECONDS) ? acknowledged : unknown).add(line);
    }

    private void delivers() throws Exception {
      try (var spool = Spools.open(spoolFolder, FailingDisk.never())) {
        var sink = new DirectorySink(raw, FailingDisk.never());
        try (var shipper = new Shipper("events", spool, sink, cutting(50), Clock.systemUTC())) {
          shipper.start();
          assertThat(shipper.drain(SOON)).isTrue();
        }
      }
      var lake = new Lake(raw);
      assertThat(lake.unfinished()).isEmpty();
      assertThat(lake.lines()).doesNotHaveDuplicates().containsAll(acknowledged);
      assertThat(lake.lines()).allMatch(line -> isKnown(line));
    }

    private boolean isKnown(String line) {
      return acknowledged.contains(line) || unknown.contains(line);
    }

    private String nextLine() {
      return "line %04d".formatted(lines++);
    }
  }
}
