package dev.inlet.console;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Bytes in a row, of which the oldest are let go of.
 *
 * <p>They lie in pages that are used again. Objects that are kept for a minute, and then no more,
 * are the dearest there can be for the collector: it copies them many times, and then has all of
 * its old generation to clear.
 */
final class Pages extends OutputStream {
  private static final int PAGE_BYTES = 64 << 10;

  private final long pagesMax;
  private final Map<Long, byte[]> pages = new HashMap<>();
  private final ArrayDeque<byte[]> spares = new ArrayDeque<>();
  private byte[] last = {};
  private long start;
  private long end;

  /**
   * @param bytes that are kept at a time, as a rule: what more takes is not used again
   */
  Pages(long bytes) {
    pagesMax = bytes / PAGE_BYTES + 3; // The first and the last are in part, and one more comes.
  }

  /** Where the next byte goes. */
  long end() {
    return end;
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    int written = 0;
    while (written < length) {
      int at = (int) (end % PAGE_BYTES);
      if (at == 0) {
        last = Objects.requireNonNullElseGet(spares.poll(), () -> new byte[PAGE_BYTES]);
        pages.put(end / PAGE_BYTES, last);
      }
      int count = Math.min(length - written, PAGE_BYTES - at);
      System.arraycopy(bytes, from + written, last, at, count);
      written += count;
      end += count;
    }
  }

  /** Lets go of all bytes before this place. */
  void forgetBefore(long place) {
    for (; start < place / PAGE_BYTES; start++) {
      var page = pages.remove(start);
      if (page != null && pages.size() + spares.size() < pagesMax) {
        spares.push(page);
      }
    }
  }

  /** Reads from this place on. */
  InputStream from(long place) {
    return new Reader(place);
  }

  private final class Reader extends InputStream {
    private long at;

    private Reader(long place) {
      at = place;
    }

    @Override
    public int read() {
      if (at >= end) {
        return -1;
      }
      byte value = page()[(int) (at % PAGE_BYTES)];
      at++;
      return value & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      int in = (int) (at % PAGE_BYTES);
      int count = (int) Math.min(Math.min(length, PAGE_BYTES - in), end - at);
      if (count <= 0) {
        return length == 0 ? 0 : -1;
      }
      System.arraycopy(page(), in, bytes, from, count);
      at += count;
      return count;
    }

    private byte[] page() {
      return Objects.requireNonNull(pages.get(at / PAGE_BYTES));
    }
  }
}
