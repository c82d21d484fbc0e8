package dev.inlet.delivery.gzip;

import java.util.Arrays;

/**
 * Writes a block as the smallest of what it can be.
 *
 * <pre>
 * 1 bit    whether it is the last
 * 2 bits   0  stored: at the next byte, the number of bytes and its complement, 2 bytes each; they
 *          1  the codes that the format knows
 *          2  codes of its own: see {@link Preamble}
 * codes    of literals, and of lengths, each followed by that of a distance; then of the end
 * </pre>
 */
final class Block {
  /** What the bytes of a window take, at most, above their number. */
  static final int OVERHEAD_BYTES_MAX = 64;

  private static final int STORED = 0;
  private static final int KNOWN = 1;
  private static final int OWN = 2;
  private static final int STORED_BYTES_MAX = 0xffff;
  private static final int SIZE_MAX = 15;

  private static final Code KNOWN_SYMBOLS = Code.ofSizes(knownSizes());
  private static final Code KNOWN_DISTANCES = Code.ofSizes(knownDistanceSizes());

  private final byte[] window;
  private final Sequences sequences;
  private final Bits bits;
  private final Code symbols = new Code(Symbols.COUNT, SIZE_MAX);
  private final Code distances = new Code(Symbols.DISTANCES, SIZE_MAX);
  private final Preamble preamble = new Preamble();

  /** The codes of lengths with the bits that follow them, by length. */
  private final int[] lengths = new int[Symbols.LENGTH_MAX + 1];

  Block(byte[] window, Sequences sequences, Bits bits) {
    this.window = window;
    this.sequences = sequences;
    this.bits = bits;
  }

  private static int[] knownSizes() {
    var sizes = new int[288];
    Arrays.fill(sizes, 0, 144, 8);
    Arrays.fill(sizes, 144, 256, 9);
    Arrays.fill(sizes, 256, 280, 7);
    Arrays.fill(sizes, 280, 288, 8);
    return sizes;
  }

  private static int[] knownDistanceSizes() {
    var sizes = new int[Symbols.DISTANCES];
    Arrays.fill(sizes, 5);
    return sizes;
  }

  /** Writes bytes of the window, which the sequences say. */
  void write(int from, int to, boolean last) {
    symbols.fit(sequences.symbols);
    distances.fit(sequences.distances);
    preamble.fit(symbols, distances);
    long own = preamble.bits() + bits(symbols, distances);
    long known = bits(KNOWN_SYMBOLS, KNOWN_DISTANCES);
    long stored = 8L * (to - from) + 40L * (1 + (to - from) / STORED_BYTES_MAX);
    if (stored <= Math.min(own, known)) {
      store(from, to, last);
    } else if (known <= own) {
      begin(KNOWN, last);
      write(from, KNOWN_SYMBOLS, KNOWN_DISTANCES);
    } else {
      begin(OWN, last);
      preamble.write(bits);
      write(from, symbols, distances);
    }
  }

  private long bits(Code symbols, Code distances) {
    return symbols.bits(sequences.symbols)
        + distances.bits(sequences.distances)
        + sequences.extraBits;
  }

  private void begin(int form, boolean last) {
    bits.put((form << 1) | (last ? 1 : 0), 3);
  }

  private void store(int from, int to, boolean last) {
    int at = from;
    do {
      int count = Math.min(to - at, STORED_BYTES_MAX);
      begin(STORED, last && at + count == to);
      bits.align();
      bits.put(count | ((~count & 0xffffL) << 16), Integer.SIZE);
      bits.putBytes(window, at, count);
      at += count;
    } while (at < to);
  }

  private void write(int from, Code symbols, Code distances) {
    merge(symbols.codes);
    int at = from;
    for (int i = 0; i < sequences.count; i++) {
      long sequence = sequences.list[i];
      int match = at + Sequences.literals(sequence);
      bits.putLiterals(window, at, match, symbols.codes);
      int length = Sequences.length(sequence);
      if (length > 0) {
        putMatch(lengths[length], Sequences.distance(sequence), distances.codes);
      }
      at = match + length;
    }
    int end = symbols.codes[Symbols.END];
    bits.put(Code.bits(end), Code.size(end));
  }

  private void merge(int[] codes) {
    for (int length = Symbols.LENGTH_MIN; length <= Symbols.LENGTH_MAX; length++) {
      int code = codes[Symbols.ofLength(length)];
      int size = Code.size(code);
      int extra = Symbols.extraOfLength(length);
      int rest = (length - Symbols.LENGTH_MIN) & ((1 << extra) - 1);
      lengths[length] = Code.code(Code.bits(code) | (rest << size), size + extra);
    }
  }

  /** 48 bits at most. */
  private void putMatch(int length, int distance, int[] codes) {
    int symbol = Symbols.ofDistance(distance);
    int extra = Symbols.extraOfDistance(distance);
    int code = codes[symbol];
    long value = Code.bits(length);
    int size = Code.size(length);
    value |= (long) Code.bits(code) << size;
    size += Code.size(code);
    value |= (long) ((distance - 1) & ((1 << extra) - 1)) << size;
    bits.put(value, size + extra);
  }
}
