package dev.inlet.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The string that was read last. */
final class StringToken {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = ONES << 7;

  private int start;
  private int end;
  private boolean escaped;
  private boolean lone;

  /** The index in the body after its opening quote. */
  int start() {
    return start;
  }

  /** The index in the body of its closing quote. */
  int end() {
    return end;
  }

  /** Whether it holds escapes. */
  boolean escaped() {
    return escaped;
  }

  /** Whether it holds half a surrogate pair without the other. */
  boolean lone() {
    return lone;
  }

  /** Takes a string between these indices for read that is known to be without escapes. */
  void plain(int from, int to) {
    start = from;
    end = to;
    escaped = false;
    lone = false;
  }

  /**
   * Reads the string whose opening quote is at an index.
   *
   * @return the index after its closing quote
   */
  int read(byte[] in, int at, int limit) throws Malformed {
    int i = at + 1;
    start = i;
    escaped = false;
    lone = false;
    while (true) {
      i = plainEnd(in, i, limit);
      if (i == limit) {
        throw Malformed.truncated();
      }
      byte b = in[i];
      if (b == '"') {
        end = i;
        return i + 1;
      }
      if (b == '\\') {
        escaped = true;
        i = escape(in, i, limit);
      } else if (b < 0) {
        int length = Utf8.length(in, i, limit);
        if (length == 0) {
          throw Malformed.notUtf8(i);
        }
        i += length;
      } else {
        throw Malformed.at(i);
      }
    }
  }

  /** The first index that holds a quote, a backslash, a control or a byte that is not ASCII. */
  private static int plainEnd(byte[] bytes, int from, int limit) {
    int i = from;
    for (int last = limit - 8; i <= last; i += 8) {
      long word = (long) WORD.get(bytes, i);
      long special =
          (word
                  | (word - ONES * ' ')
                  | ((word ^ ONES * '"') - ONES)
                  | ((word ^ ONES * '\\') - ONES))
              & HIGHS;
      if (special != 0) {
        return i + (Long.numberOfTrailingZeros(special) >>> 3);
      }
    }
    while (i < limit && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    return i;
  }

  /** Goes past the escape at an index, and past both halves of a surrogate pair. */
  private int escape(byte[] in, int from, int limit) throws Malformed {
    int kindAt = from + 1;
    if (kindAt == limit) {
      throw Malformed.truncated();
    }
    return switch (in[kindAt]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> from + 2;
      case 'u' -> unicodeEscape(in, from, limit);
      default -> throw Malformed.at(kindAt);
    };
  }

  private int unicodeEscape(byte[] in, int from, int limit) throws Malformed {
    int unit = unit(in, from + 2, limit);
    if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
      return from + 6;
    }
    boolean paired =
        unit <= Character.MAX_HIGH_SURROGATE
            && from + 8 < limit
            && in[from + 6] == '\\'
            && in[from + 7] == 'u'
            && isLow(unit(in, from + 8, limit));
    lone |= !paired;
    return from + (paired ? 12 : 6);
  }

  private static boolean isLow(int unit) {
    return unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE;
  }

  private static int unit(byte[] in, int from, int limit) throws Malformed {
    int unit = 0;
    for (int i = from; i < from + 4; i++) {
      if (i >= limit) {
        throw Malformed.truncated();
      }
      int digit = in[i] < 0 ? -1 : Character.digit(in[i], 16);
      if (digit < 0) {
        throw Malformed.at(i);
      }
      unit = (unit << 4) | digit;
    }
    return unit;
  }
}
