package dev.inlet.delivery.gzip;

import java.util.Arrays;

/**
 * How a block says its codes: the size of each, in a run-length code that has a code of its own.
 *
 * <pre>
 * 5 bits   sizes of literals and lengths, less 257
 * 5 bits   sizes of distances, less 1
 * 4 bits   sizes of the code of sizes, less 4
 * 3 bits   each of these, in the order of {@link #ORDER}
 * sizes    0 to 15; 16, the last one again 3 to 6 times (2 bits); 17, 0 3 to 10 times (3 bits);
 *          18, 0 11 to 138 times (7 bits)
 * </pre>
 */
final class Preamble {
  private static final int[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };
  private static final int AGAIN = 16;
  private static final int ZEROS = 17;
  private static final int MANY_ZEROS = 18;
  private static final int[] EXTRA = {2, 3, 7};
  private static final int RUN_MIN = 3;
  private static final int SIZE_MAX = 7;
  private static final int LITERALS_MIN = 257;

  private final Code code = new Code(ORDER.length, SIZE_MAX);
  private final int[] frequencies = new int[ORDER.length];
  private final int[] sizes = new int[Symbols.COUNT + Symbols.DISTANCES];

  /** Symbols of the code of sizes, with their extra bits above. */
  private final int[] runs = new int[sizes.length];

  private int runCount;
  private int literals;
  private int distances;
  private int ordered;

  void fit(Code literals, Code distances) {
    this.literals = used(literals.codes, LITERALS_MIN);
    this.distances = used(distances.codes, 1);
    for (int symbol = 0; symbol < this.literals; symbol++) {
      sizes[symbol] = Code.size(literals.codes[symbol]);
    }
    for (int symbol = 0; symbol < this.distances; symbol++) {
      sizes[this.literals + symbol] = Code.size(distances.codes[symbol]);
    }
    gather(this.literals + this.distances);
    code.fit(frequencies);
    ordered = ORDER.length;
    while (code.codes[ORDER[ordered - 1]] == 0) {
      ordered--;
    }
  }

  private static int used(int[] codes, int min) {
    int used = codes.length;
    while (used > min && codes[used - 1] == 0) {
      used--;
    }
    return used;
  }

  private void gather(int count) {
    Arrays.fill(frequencies, 0);
    runCount = 0;
    for (int at = 0; at < count; ) {
      int size = sizes[at];
      int same = 1;
      while (at + same < count && sizes[at + same] == size) {
        same++;
      }
      at += size == 0 ? zeros(same) : again(size, same);
    }
  }

  private int zeros(int same) {
    if (same < RUN_MIN) {
      return add(0, 0, 1);
    }
    return same < 11
        ? add(ZEROS, same - RUN_MIN, same)
        : add(MANY_ZEROS, Math.min(same, 138) - 11, Math.min(same, 138));
  }

  private int again(int size, int same) {
    add(size, 0, 1);
    int more = Math.min(same - 1, 6);
    return more < RUN_MIN ? 1 : 1 + add(AGAIN, more - RUN_MIN, more);
  }

  private int add(int symbol, int extra, int covered) {
    runs[runCount++] = Code.code(extra, symbol);
    frequencies[symbol]++;
    return covered;
  }

  long bits() {
    long bits = 5 + 5 + 4 + 3L * ordered + code.bits(frequencies);
    for (int symbol = AGAIN; symbol <= MANY_ZEROS; symbol++) {
      bits += (long) frequencies[symbol] * EXTRA[symbol - AGAIN];
    }
    return bits;
  }

  void write(Bits bits) {
    bits.put(literals - LITERALS_MIN, 5);
    bits.put(distances - 1, 5);
    bits.put(ordered - 4, 4);
    for (int i = 0; i < ordered; i++) {
      bits.put(Code.size(code.codes[ORDER[i]]), 3);
    }
    for (int run = 0; run < runCount; run++) {
      int symbol = Code.size(runs[run]);
      int sized = code.codes[symbol];
      bits.put(Code.bits(sized), Code.size(sized));
      if (symbol >= AGAIN) {
        bits.put(Code.bits(runs[run]), EXTRA[symbol - AGAIN]);
      }
    }
  }
}
