package dev.inlet.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/** A hash of names with a random seed for each process, so nobody can choose names that collide. */
final class NameHash {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long SEED = new SecureRandom().nextLong();
  private static final long FACTOR = new SecureRandom().nextLong() | 1;

  private NameHash() {}

  static int of(byte[] text, int from, int length) {
    long hash = SEED ^ length;
    int at = from;
    int left = length;
    for (; left >= 8; left -= 8, at += 8) {
      hash = mix(hash ^ (long) WORD.get(text, at));
    }
    long tail = 0;
    for (int i = 0; i < left; i++) {
      tail = (tail << 8) | (text[at + i] & 0xff);
    }
    hash = mix(hash ^ tail);
    return (int) (hash ^ (hash >>> 32));
  }

  private static long mix(long word) {
    return Math.multiplyHigh(word, FACTOR) ^ (word * FACTOR);
  }
}
