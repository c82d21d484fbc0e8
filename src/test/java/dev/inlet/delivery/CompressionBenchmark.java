package dev.inlet.delivery;

import dev.inlet.bench.Bodies;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Lines a second into an object that is kept nowhere. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CompressionBenchmark {
  private static final int EVENTS = 20;
  private static final int BODIES = 400;

  @Param({"GZIP", "ZSTD"})
  private Compression compression = Compression.NONE;

  private final byte[] lines = Bodies.lines(EVENTS, BODIES);

  @Benchmark
  @OperationsPerInvocation(EVENTS * BODIES)
  public OutputStream compress() throws IOException {
    try (var out = compression.to(OutputStream.nullOutputStream())) {
      out.write(lines);
      return out;
    }
  }
}
