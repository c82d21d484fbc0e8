package dev.inlet.delivery;

import dev.inlet.bench.Bodies;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.AuxCounters;
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

/** Objects a second that are kept nowhere; the bytes of their lines, and those they become. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CompressionBenchmark {
  private static final int LINES = 8000;

  @Param({"GZIP", "JDK_3", "JDK_1", "ZSTD"})
  private By by = By.GZIP;

  @Param({"20", "1"})
  private int events;

  private byte[] lines = {};

  @Setup
  public void makeLines() {
    lines = Bodies.lines(events, Math.min(LINES / events, 1000));
  }

  @Benchmark
  public OutputStream compress(Bytes bytes) throws IOException {
    var counted =
        new OutputStream() {
          @Override
          public void write(int b) {
            bytes.out++;
          }

          @Override
          public void write(byte[] from, int offset, int length) {
            bytes.out += length;
          }
        };
    try (var out = by.to(counted)) {
      out.write(lines);
      bytes.in += lines.length;
      return out;
    }
  }

  /** What Inlet has, and zlib by the JDK at two of its levels. */
  public enum By {
    GZIP,
    JDK_3,
    JDK_1,
    ZSTD;

    private OutputStream to(OutputStream out) throws IOException {
      return switch (this) {
        case GZIP -> Compression.GZIP.to(out);
        case JDK_3 -> ofTheJdk(out, 3);
        case JDK_1 -> ofTheJdk(out, 1);
        case ZSTD -> Compression.ZSTD.to(out);
      };
    }

    private static OutputStream ofTheJdk(OutputStream out, int level) throws IOException {
      return new GZIPOutputStream(out, 1 << 16) {
        {
          def.setLevel(level);
        }
      };
    }
  }

  /** Counted by JMH, a second. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Bytes {
    public long in;
    public long out;
  }
}
