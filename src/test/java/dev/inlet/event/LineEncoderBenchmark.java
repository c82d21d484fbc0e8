package dev.inlet.event;

import dev.inlet.bench.Bodies;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The lines of a body that has been read, each time with the same envelope. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LineEncoderBenchmark {
  private static final Envelope ENVELOPE =
      new Envelope("019d7a3c-5b1e-7c4f-9a2d-3e4f5a6b7c8d", 1795224409123L, "web", null, null, null);

  @Param({"1", "20"})
  private int events;

  private final BodyReader reader =
      new BodyReader(new EventLimits(5000, 256 * 1024, 4 * 1024 * 1024));
  private Reading.@Nullable Accepted reading;

  @Setup
  public void read() {
    var body = Bodies.of(events).get(0).getBytes(StandardCharsets.UTF_8);
    reading = (Reading.Accepted) reader.read(Call.TRACK, body, body.length);
  }

  @Benchmark
  public Lines lines() {
    return Objects.requireNonNull(reading).lines(ENVELOPE);
  }
}
