package dev.inlet.delivery.gzip;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bits, the first the lowest of its byte. Eight bytes are written at a time, of which those that
 * are complete count; so up to seven bits are held between calls, and a call may add up to 57.
 */
final class Bits {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private int end;
  private long held;
  private int count;

  /**
   * @param bytesMax how many are put between two calls of {@link #drain}
   */
  Bits(int bytesMax) {
    bytes = new byte[bytesMax + Long.BYTES];
  }

  void put(long value, int size) {
    held |= value << count;
    count += size;
    WORD.set(bytes, end, held);
    end += count >>> 3;
    held >>>= count & ~7;
    count &= 7;
  }

  /** Puts the codes of literals, three at a time: 45 bits at most. */
  void putLiterals(byte[] window, int from, int to, int[] codes) {
    long held = this.held;
    int count = this.count;
    int end = this.end;
    int at = from;
    for (; at + 2 < to; at += 3) {
      int first = codes[window[at] & 0xff];
      int second = codes[window[at + 1] & 0xff];
      int third = codes[window[at + 2] & 0xff];
      held |= (long) Code.bits(first) << count;
      count += Code.size(first);
      held |= (long) Code.bits(second) << count;
      count += Code.size(second);
      held |= (long) Code.bits(third) << count;
      count += Code.size(third);
      WORD.set(bytes, end, held);
      end += count >>> 3;
      held >>>= count & ~7;
      count &= 7;
    }
    this.held = held;
    this.count = count;
    this.end = end;
    for (; at < to; at++) {
      int code = codes[window[at] & 0xff];
      put(Code.bits(code), Code.size(code));
    }
  }

  /** Goes to the next whole byte. */
  void align() {
    put(0, -count & 7);
  }

  /** Puts bytes as they are; {@link #align} goes before. */
  void putBytes(byte[] from, int offset, int length) {
    System.arraycopy(from, offset, bytes, end, length);
    end += length;
  }

  /** Writes the bytes that are complete, and has room again, even when that fails. */
  void drain(OutputStream out) throws IOException {
    int complete = end;
    end = 0;
    out.write(bytes, 0, complete);
  }
}
