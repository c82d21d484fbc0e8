package dev.inlet.delivery.gzip;

import java.util.Arrays;

/**
 * What a block says: so many bytes as they are, then a match, and so on; and how often each symbol
 * occurs in it.
 *
 * <p>A sequence is one long, so that a block is read back in a line: the number of literals in the
 * upper half, then {@code length << 16 | distance - 1}. The literals themselves stay in the window.
 */
final class Sequences {
  static final int COUNT_MAX = 8 * 1024;

  final long[] list = new long[COUNT_MAX];
  int count;

  /** How many bits follow the symbols of lengths and distances. */
  long extraBits;

  /** Of literals, the end, and lengths; and of distances. */
  final int[] symbols = new int[Symbols.COUNT];

  final int[] distances = new int[Symbols.DISTANCES];

  void clear() {
    count = 0;
    extraBits = 0;
    Arrays.fill(symbols, 0);
    Arrays.fill(distances, 0);
    symbols[Symbols.END] = 1;
  }

  /** Adds literals of the window and a match; without one, its length is 0. */
  void add(byte[] window, int from, int to, int length, int distance) {
    for (int at = from; at < to; at++) {
      symbols[window[at] & 0xff]++;
    }
    if (length > 0) {
      symbols[Symbols.ofLength(length)]++;
      distances[Symbols.ofDistance(distance)]++;
      extraBits += Symbols.extraOfLength(length) + Symbols.extraOfDistance(distance);
    }
    list[count++] = ((long) (to - from) << 32) | ((long) length << 16) | ((distance - 1) & 0xffff);
  }

  boolean isFull() {
    return count == COUNT_MAX;
  }

  static int literals(long sequence) {
    return (int) (sequence >>> 32);
  }

  static int length(long sequence) {
    return (int) sequence >>> 16;
  }

  static int distance(long sequence) {
    return (int) (sequence & 0xffff) + 1;
  }
}
