package dev.inlet.delivery;

/**
 * How much was sent.
 *
 * @param lines how many lines
 * @param lineBytes their bytes as they were received
 * @param objectBytes their bytes as they were sent, after compression
 */
public record Tally(long lines, long lineBytes, long objectBytes) {
  static final Tally NOTHING = new Tally(0, 0, 0);

  Tally plus(Tally other) {
    return new Tally(
        lines + other.lines, lineBytes + other.lineBytes, objectBytes + other.objectBytes);
  }
}
