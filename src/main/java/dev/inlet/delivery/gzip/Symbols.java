package dev.inlet.delivery.gzip;

/**
 * The symbols of RFC 1951.
 *
 * <pre>
 * 0 to 255     a byte as it is
 * 256          the end of the block
 * 257 to 285   lengths 3 to 258, by 4 symbols for each doubling; extra bits say which of a range
 * </pre>
 *
 * and an alphabet of their own for distances, by 2 symbols for each doubling: 0 to 29 for 1 to
 * 32768.
 */
final class Symbols {
  static final int END = 256;
  static final int COUNT = 286;
  static final int DISTANCES = 30;
  static final int LENGTH_MIN = 3;
  static final int LENGTH_MAX = 258;

  private static final int FIRST_LENGTH = 257;
  private static final int LAST_LENGTH = 285;

  private static final short[] OF_LENGTH = new short[LENGTH_MAX + 1];

  static {
    for (int length = LENGTH_MIN; length < LENGTH_MAX; length++) {
      int over = length - LENGTH_MIN;
      int extra = Math.max(0, 29 - Integer.numberOfLeadingZeros(over));
      OF_LENGTH[length] = (short) (FIRST_LENGTH + 4 * extra + (over >>> extra));
    }
    OF_LENGTH[LENGTH_MAX] = LAST_LENGTH;
  }

  private Symbols() {}

  static int ofLength(int length) {
    return OF_LENGTH[length];
  }

  /** How many bits follow the symbol of this length. */
  static int extraOfLength(int length) {
    int over = length - LENGTH_MIN;
    return length == LENGTH_MAX ? 0 : Math.max(0, 29 - Integer.numberOfLeadingZeros(over));
  }

  static int ofDistance(int distance) {
    int over = distance - 1;
    int extra = extraOfDistance(distance);
    return 2 * extra + (over >>> extra);
  }

  /** How many bits follow the symbol of this distance. */
  static int extraOfDistance(int distance) {
    return Math.max(0, 30 - Integer.numberOfLeadingZeros(distance - 1));
  }
}
