package dev.inlet.console;

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
   * @param bytes that there are at most, as a rule: pages for more are not used again
   */
  Pages(long bytes) {
    pagesMax = bytes / PAGE_BYTES + 2; // The first and the last are in part.
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
        spares.add(page); // To be gone over last: no page keeps old bytes for long.
      }
    }
  }

  /** A copy of so many bytes from this place on. */
  byte[] copy(long place, int length) {
    var copy = new byte[length];
    int copied = 0;
    while (copied < length) {
      long from = place + copied;
      int at = (int) (from % PAGE_BYTES);
      int count = Math.min(length - copied, PAGE_BYTES - at);
      var page = Objects.requireNonNull(pages.get(from / PAGE_BYTES));
      System.arraycopy(page, at, copy, copied, count);
      copied += count;
    }
    return copy;
  }
}
