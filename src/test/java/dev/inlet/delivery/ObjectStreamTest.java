package dev.inlet.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.spool.Frame;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectStreamTest {
  private static final String ONE = "{\"id\":\"1\"}\n";
  private static final String TWO = "{\"id\":\"2\",\"text\":\"" + "ä".repeat(100_000) + "\"}\n";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void isOneGzipMember() throws IOException {
    write(Compression.GZIP);

    try (var member = new GZIPInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      assertThat(new String(member.readAllBytes(), UTF_8)).isEqualTo(ONE + TWO);
    }
    assertThat(occurrences(out.toByteArray(), new byte[] {0x1f, (byte) 0x8b, 8, 0})).isOne();
  }

  @Test
  void isTheLinesThemselvesWithoutCompression() throws IOException {
    write(Compression.NONE);

    assertThat(out.toString(UTF_8)).isEqualTo(ONE + TWO);
  }

  @ParameterizedTest
  @EnumSource
  void countsLinesAndBytes(Compression compression) throws IOException {
    var tally = write(compression);

    assertThat(tally).isEqualTo(new Tally(2, (ONE + TWO).getBytes(UTF_8).length, out.size()));
  }

  @ParameterizedTest
  @EnumSource
  void givesTheSameBytesAgain(Compression compression) throws IOException {
    write(compression);
    var before = out.toByteArray();
    out.reset();
    write(compression);

    assertThat(out.toByteArray()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void leavesItsStreamOpen(Compression compression) throws IOException {
    var closing =
        new OutputStream() {
          boolean closed;

          @Override
          public void write(int b) {}

          @Override
          public void close() {
            closed = true;
          }
        };
    new ObjectStream(closing, compression).close();

    assertThat(closing.closed).isFalse();
  }

  private Tally write(Compression compression) throws IOException {
    var object = new ObjectStream(out, compression);
    try (object) {
      object.write(new Frame(0, 1, 0, ByteBuffer.wrap(ONE.getBytes(UTF_8))));
      object.write(new Frame(1, 1, 0, ByteBuffer.wrap(TWO.getBytes(UTF_8))));
    }
    return object.tally();
  }

  private static int occurrences(byte[] bytes, byte[] pattern) {
    int found = 0;
    for (int at = 0; at + pattern.length <= bytes.length; at++) {
      if (ByteBuffer.wrap(bytes, at, pattern.length).equals(ByteBuffer.wrap(pattern))) {
        found++;
      }
    }
    return found;
  }
}
