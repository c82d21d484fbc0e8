package dev.inlet.delivery.gzip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds what bytes of a window repeat of those before them.
 *
 * <p>It knows one place for each hash of {@link #HASHED} bytes, the last, and takes what it finds
 * there. On lines of events that is about as good as zlib's level 3, which follows chains of places
 * with the same three bytes: what lines share is long, and shorter matches cost as many bits as
 * their bytes and lead away from the long ones. A second place makes 1 to 3 % fewer bytes for a
 * fifth more time; to look whether the next byte begins a longer match, 2 to 8 % for a tenth more.
 *
 * <p>A line is mostly text that repeats, and ids that don't. Among the latter a hash leads
 * anywhere; so places are read whatever they are, and one comparison tells, as a test of the place
 * itself would go either way and cost a wrong guess of the processor.
 */
final class Matches {
  static final int DISTANCE_MAX = 32 * 1024;

  private static final int HASH_BITS = 14;
  private static final int HASHED = 7;
  private static final int UNHASHED_BITS = Long.SIZE - HASHED * Byte.SIZE;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  /** Beyond it, places are forgotten and counted from the start again. */
  private static final int PLACE_MAX = 1 << 30;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] window;
  private final Sequences sequences;

  /** Counted from the first byte of all; what is not noted yet is taken for the first one. */
  private final int[] places = new int[1 << HASH_BITS];

  /** The place of the first byte of the window. */
  private int base;

  /**
   * @param window has room for a word after the last byte
   */
  Matches(byte[] window, Sequences sequences) {
    this.window = window;
    this.sequences = sequences;
  }

  /** Tells that the bytes of the window have moved down. */
  void slide(int by) {
    base += by;
    if (base > PLACE_MAX) {
      base = 0;
      Arrays.fill(places, 0);
    }
  }

  /**
   * Makes sequences of bytes of the window.
   *
   * @return where these end: before the last byte when there are no more than fit
   */
  int find(int from, int to) {
    sequences.clear();
    int literals = from;
    int last = to - Long.BYTES;
    for (int at = from; at < last; ) {
      long word = word(at);
      int hash = hash(word);
      int before = Math.max(places[hash] - base, 0);
      places[hash] = at + base;
      if ((word(before) ^ word) << UNHASHED_BITS != 0 || !isNear(at - before)) {
        at++;
        continue;
      }
      int end = at + same(before, at, Math.min(to - at, Symbols.LENGTH_MAX));
      int start = start(before, at, Math.max(literals, end - Symbols.LENGTH_MAX));
      sequences.add(window, literals, start, end - start, at - before);
      if (sequences.isFull()) {
        return end;
      }
      note(at + 1);
      note(end - 1);
      at = end;
      literals = end;
    }
    sequences.add(window, literals, to, 0, 0);
    return to;
  }

  private static boolean isNear(int distance) {
    return distance > 0 && distance <= DISTANCE_MAX;
  }

  /** How many bytes are the same, at most. */
  private int same(int before, int at, int max) {
    for (int same = 0; same < max; same += Long.BYTES) {
      long difference = word(before + same) ^ word(at + same);
      if (difference != 0) {
        return Math.min(same + (Long.numberOfTrailingZeros(difference) >>> 3), max);
      }
    }
    return max;
  }

  /** Where what is the same begins, if not here. */
  private int start(int before, int at, int min) {
    int start = at;
    int same = before;
    while (start > min && same > 0 && window[start - 1] == window[same - 1]) {
      start--;
      same--;
    }
    return start;
  }

  private void note(int at) {
    places[hash(word(at))] = at + base;
  }

  private static int hash(long word) {
    return (int) (((word << UNHASHED_BITS) * MULTIPLIER) >>> (Long.SIZE - HASH_BITS));
  }

  private long word(int at) {
    return (long) WORD.get(window, at);
  }
}
