package dev.inlet.spool;

import dev.inlet.bench.Bodies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Appends to a spool on the disk of this folder, while so many others wait for theirs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SpoolBenchmark {
  private static final SpoolConfig CONFIG =
      new SpoolConfig(32L << 30, 64 << 20, Duration.ofHours(1), 0, 64 << 20);

  @Param({"1", "20"})
  private int lines;

  @Param({"1", "256"})
  private int waiting;

  private byte[] bytes = {};
  private Semaphore turns = new Semaphore(0);
  private @Nullable Path folder;
  private @Nullable Spool spool;

  @Setup
  public void open() throws IOException {
    bytes = Bodies.lines(lines, 1);
    turns = new Semaphore(waiting);
    folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "spool-benchmark-");
    spool = Spool.open(folder, CONFIG, Disk.real(), () -> {});
  }

  /** Has a turn when one of those who wait is told that its lines are safe. */
  @Benchmark
  public void append() throws InterruptedException {
    turns.acquire();
    opened()
        .append(
            bytes,
            bytes.length,
            lines,
            0,
            appended -> {
              if (!(appended instanceof Appended.Durable)) {
                throw new IllegalStateException(appended.toString());
              }
              turns.release();
            });
  }

  /** Nothing is left to be delivered, so that it never fills up. */
  @TearDown(Level.Iteration)
  public void deliver() throws IOException, InterruptedException {
    turns.acquire(waiting);
    turns.release(waiting);
    opened().commit(new Checkpoint(opened().state().next(), new byte[0]));
  }

  @TearDown
  public void close() throws IOException {
    opened().close();
    try (var files = Files.walk(Objects.requireNonNull(folder))) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Spool opened() {
    return Objects.requireNonNull(spool);
  }
}
