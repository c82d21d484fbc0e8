package dev.inlet.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The names that were read before, and which came after which: mostly it does so again.
 *
 * <p>A name that comes as guessed costs one comparison, and no search for its end, no check of its
 * characters and no hash. Only names without escapes are known here; that what is at a place is the
 * guessed name, to its closing quote, is never taken on trust.
 */
final class NameGuess {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int WORD_BYTES = 8;

  /** How many names are known; a power of two. */
  private static final int NAMES = 256;

  /** How long a known name is at most: two words hold it with its closing quote. */
  private static final int LENGTH_MAX = 2 * WORD_BYTES - 1;

  private static final int NONE = -1;

  private final long[] first = new long[NAMES];
  private final long[] firstMask = new long[NAMES];
  private final long[] second = new long[NAMES];
  private final long[] secondMask = new long[NAMES];
  private final int[] lengths = new int[NAMES];
  private final int[] hashes = new int[NAMES];
  private final int[] after = new int[NAMES];
  private int last;

  NameGuess() {
    Arrays.fill(lengths, NONE);
  }

  /**
   * The length of the name that begins at an index, behind its opening quote, when it is the one
   * that was guessed; otherwise -1.
   */
  int length(byte[] in, int start, int limit) {
    int guess = after[last];
    if (lengths[guess] == NONE || start + 2 * WORD_BYTES > limit) {
      return NONE;
    }
    long different =
        (((long) WORD.get(in, start) ^ first[guess]) & firstMask[guess])
            | (((long) WORD.get(in, start + WORD_BYTES) ^ second[guess]) & secondMask[guess]);
    if (different != 0) {
      return NONE;
    }
    last = guess;
    return lengths[guess];
  }

  /** The {@link NameHash} of the name that was guessed last. */
  int hash() {
    return hashes[last];
  }

  /** Notes that this name without escapes came instead. */
  void learn(byte[] in, int start, int length, int hash) {
    if (length > LENGTH_MAX) {
      return;
    }
    int name = hash & (NAMES - 1);
    if (hashes[name] != hash || lengths[name] != length) {
      hashes[name] = hash;
      lengths[name] = length;
      first[name] = word(in, start, length + 1);
      firstMask[name] = mask(length + 1);
      second[name] = word(in, start + WORD_BYTES, length + 1 - WORD_BYTES);
      secondMask[name] = mask(length + 1 - WORD_BYTES);
    }
    after[last] = name;
    last = name;
  }

  /** The first of so many bytes as one word. */
  private static long word(byte[] in, int from, int count) {
    long word = 0;
    for (int i = Math.min(count, WORD_BYTES) - 1; i >= 0; i--) {
      word = (word << 8) | (in[from + i] & 0xff);
    }
    return word;
  }

  private static long mask(int count) {
    if (count <= 0) {
      return 0;
    }
    return count >= WORD_BYTES ? -1 : (1L << (8 * count)) - 1;
  }
}
