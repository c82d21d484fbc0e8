package dev.inlet.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Splits a stream into lines, in a buffer that is as large as the longest of them. */
public final class Lines {
  private static final int BYTES_MIN = 256 << 10;
  private static final int BYTES_MAX = 64 << 20;

  private byte[] buffer = new byte[BYTES_MIN];

  /** Takes a line, without its line feed. */
  @FunctionalInterface
  public interface Taker {
    void take(byte[] bytes, int start, int end) throws IOException;
  }

  public void read(InputStream in, Taker taker) throws IOException {
    int filled = 0;
    while (true) {
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        if (filled > 0) {
          taker.take(buffer, 0, filled);
        }
        return;
      }
      int from = filled;
      filled += read;
      int start = 0;
      for (int at = from; at < filled; at++) {
        if (buffer[at] == '\n') {
          taker.take(buffer, start, at);
          start = at + 1;
        }
      }
      filled -= start;
      System.arraycopy(buffer, start, buffer, 0, filled);
      grow(filled);
    }
  }

  private void grow(int filled) throws IOException {
    if (filled == BYTES_MAX) {
      throw new IOException("a line is longer than %d bytes".formatted(BYTES_MAX));
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
  }
}
