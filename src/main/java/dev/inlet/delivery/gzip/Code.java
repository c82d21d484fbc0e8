package dev.inlet.delivery.gzip;

import java.util.Arrays;

/**
 * A Huffman code: the more frequent a symbol, the fewer bits. A code is one int, its bits in the
 * order of the file above the five bits of its size; 0 for a symbol that does not occur.
 *
 * <p>A format bounds the size. What would be deeper in the tree moves up to that bound, and for it
 * other symbols move down until no more than all room is taken: not always the best code, but a
 * complete one, which readers insist on. No block of lines comes near the bound of 15.
 */
final class Code {
  private static final int SIZE_BITS = 5;
  private static final int SIZE_MAX = 15;
  private static final int SYMBOL_BITS = 9;

  final int[] codes;

  private final int sizeMax;

  /** The symbols that occur, rarest first: each below how often it does. */
  private final int[] leaves;

  /** The nodes that join two of these or of those before: how often, where they hang, how deep. */
  private final int[] weights;

  private final int[] parents;
  private final int[] depths;

  /** How many codes there are of each size, and the next of each. */
  private final int[] perSize = new int[SIZE_MAX + 1];

  private final int[] next = new int[SIZE_MAX + 1];

  /**
   * @param symbols of how many symbols
   * @param sizeMax how many bits the rarest may take
   */
  Code(int symbols, int sizeMax) {
    codes = new int[symbols];
    leaves = new int[symbols];
    weights = new int[symbols];
    parents = new int[symbols];
    depths = new int[symbols];
    this.sizeMax = sizeMax;
  }

  /** The code whose sizes are these. */
  static Code ofSizes(int[] sizes) {
    var code = new Code(sizes.length, SIZE_MAX);
    for (int symbol = 0; symbol < sizes.length; symbol++) {
      code.codes[symbol] = sizes[symbol];
      code.perSize[sizes[symbol]]++;
    }
    code.number();
    return code;
  }

  static int code(int bits, int size) {
    return (bits << SIZE_BITS) | size;
  }

  static int bits(int code) {
    return code >>> SIZE_BITS;
  }

  static int size(int code) {
    return code & ((1 << SIZE_BITS) - 1);
  }

  /** How many bits symbols take that occur so often. */
  long bits(int[] frequencies) {
    long bits = 0;
    for (int symbol = 0; symbol < frequencies.length; symbol++) {
      bits += (long) frequencies[symbol] * size(codes[symbol]);
    }
    return bits;
  }

  /** Makes it the code for symbols that occur so often. */
  void fit(int[] frequencies) {
    int count = sort(frequencies);
    join(count);
    measure(count);
    bound();
    Arrays.fill(codes, 0);
    int leaf = 0;
    for (int size = sizeMax; size > 0; size--) {
      for (int left = perSize[size]; left > 0; left--) {
        codes[symbol(leaves[leaf++])] = size;
      }
    }
    number();
  }

  private static int count(int leaf) {
    return leaf >>> SYMBOL_BITS;
  }

  private static int symbol(int leaf) {
    return leaf & ((1 << SYMBOL_BITS) - 1);
  }

  /** An alphabet of less than two symbols gets others, as a code of one is not complete. */
  private int sort(int[] frequencies) {
    int count = 0;
    for (int symbol = 0; symbol < frequencies.length; symbol++) {
      if (frequencies[symbol] > 0) {
        leaves[count++] = (frequencies[symbol] << SYMBOL_BITS) | symbol;
      }
    }
    for (int symbol = 0; count < 2; symbol++) {
      if (frequencies[symbol] == 0) {
        leaves[count++] = symbol;
      }
    }
    Arrays.sort(leaves, 0, count);
    return count;
  }

  /** Joins the two rarest, leaves or nodes, until one is left. Nodes are made in rising order. */
  private void join(int count) {
    int leaf = 0;
    int joined = 0;
    for (int node = 0; node < count - 1; node++) {
      weights[node] = 0;
      depths[node] = 0;
      for (int child = 0; child < 2; child++) {
        boolean isLeaf = joined == node || (leaf < count && count(leaves[leaf]) <= weights[joined]);
        weights[node] += isLeaf ? count(leaves[leaf++]) : weights[joined];
        if (isLeaf) {
          depths[node]++;
        } else {
          parents[joined++] = node;
        }
      }
    }
  }

  /** Counts leaves by their size, from the last node, which is the root. */
  private void measure(int count) {
    Arrays.fill(perSize, 0);
    int root = count - 2;
    for (int node = root; node >= 0; node--) {
      int leavesOfNode = depths[node];
      depths[node] = node == root ? 1 : depths[parents[node]] + 1;
      perSize[Math.min(depths[node], sizeMax)] += leavesOfNode;
    }
  }

  /** Takes back the room that there is not: each time one leaf joins another one further up. */
  private void bound() {
    long room = 1L << sizeMax;
    for (int size = 1; size <= sizeMax; size++) {
      room -= (long) perSize[size] << (sizeMax - size);
    }
    for (; room < 0; room++) {
      int size = sizeMax - 1;
      while (perSize[size] == 0) {
        size--;
      }
      perSize[size]--;
      perSize[size + 1] += 2;
      perSize[sizeMax]--;
    }
  }

  /** Numbers codes by size, then by symbol, and turns their bits round, as the file has them. */
  private void number() {
    perSize[0] = 0;
    for (int size = 1, first = 0; size <= SIZE_MAX; size++) {
      first = (first + perSize[size - 1]) << 1;
      next[size] = first;
    }
    for (int symbol = 0; symbol < codes.length; symbol++) {
      int size = codes[symbol];
      if (size > 0) {
        codes[symbol] = code(Integer.reverse(next[size]++) >>> (Integer.SIZE - size), size);
      }
    }
  }
}
