package dev.inlet.delivery.firehose;

import dev.inlet.bench.Bodies;
import dev.inlet.delivery.Compression;
import java.util.List;
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

/** Lines a second into records of Firehose. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PackerBenchmark {
  private static final int EVENTS = 20;
  private static final int BODIES = 400;

  @Param({"NONE", "GZIP", "ZSTD"})
  private Compression compression = Compression.NONE;

  private final byte[] lines = Bodies.lines(EVENTS, BODIES);
  private final Packer packer = new Packer(Packer.RECORD_BYTES_MAX);

  @Benchmark
  @OperationsPerInvocation(EVENTS * BODIES)
  public List<Packet> pack() {
    return packer.pack(lines, lines.length, compression);
  }
}
