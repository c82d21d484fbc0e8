package dev.inlet.bench;

import java.util.Arrays;

/** How long requests took, each of them, from the quickest to the slowest. */
final class Latencies {
  private static final double MILLIS = 1e6;

  private final long[] nanos;

  private Latencies(long[] sorted) {
    nanos = sorted;
  }

  static Latencies of(long... nanos) {
    var sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Latencies(sorted);
  }

  int count() {
    return nanos.length;
  }

  double quickestMillis() {
    return nanos[0] / MILLIS;
  }

  double slowestMillis() {
    return nanos[nanos.length - 1] / MILLIS;
  }

  /**
   * The time in which this share of them was answered, in milliseconds; not a number when there are
   * too few to tell.
   */
  double millis(double share) {
    return nanos.length * (1 - share) < 1
        ? Double.NaN
        : nanos[(int) Math.ceil(nanos.length * share) - 1] / MILLIS;
  }
}
