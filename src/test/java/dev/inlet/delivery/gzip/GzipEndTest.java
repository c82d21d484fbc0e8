package dev.inlet.delivery.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How a member ends, also when its stream fails. */
class GzipEndTest {
  private static final int LARGE = 500_000;

  @Test
  void isClosedOnceAndWrittenNoMore() throws IOException {
    var closed = new int[1];
    var gzip =
        new GzipOutput(
            new ByteArrayOutputStream() {
              @Override
              public void close() {
                closed[0]++;
              }
            });

    gzip.close();
    gzip.close();

    assertThat(closed[0]).isOne();
    assertThatThrownBy(() -> gzip.write(1)).isInstanceOf(IOException.class);
  }

  @Test
  void closesItsStreamThoughItCannotWriteToIt() throws IOException {
    var disk = new FullDisk();
    var gzip = new GzipOutput(disk);
    disk.isFull = true;

    assertThatThrownBy(gzip::close).hasMessage("full");
    assertThat(disk.isClosed).isTrue();
  }

  /** Whoever writes closes, too, and wants to hear what is wrong with the disk. */
  @Test
  void failsAsItsStreamDoesUntilTheEnd() throws IOException {
    var disk = new FullDisk();
    var gzip = new GzipOutput(disk);
    disk.isFull = true;
    var bytes = new byte[LARGE];
    new Random(1).nextBytes(bytes);

    assertThatThrownBy(() -> gzip.write(bytes)).hasMessage("full");
    assertThatThrownBy(() -> gzip.write(bytes)).hasMessage("full");
    assertThatThrownBy(gzip::close).hasMessage("full");
  }

  private static final class FullDisk extends OutputStream {
    private boolean isFull;
    private boolean isClosed;

    @Override
    public void write(int b) throws IOException {
      if (isFull) {
        throw new IOException("full");
      }
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }
}
