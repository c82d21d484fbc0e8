package dev.inlet.delivery.firehose;

/**
 * Finds by trying how much a second a stream takes.
 *
 * <p>There is no bound until the stream refuses something. Then the bound is a part of what it took
 * lately; with all that is taken it rises a little, and it falls each time that more is refused. So
 * it stays close below a quota that nobody tells, and follows when the quota changes. For one
 * thread; time is in nanoseconds of any clock that only rises.
 */
final class AdaptiveRate {
  private static final double FALLS_TO = 0.8;

  /** By which part of the bound it rises in a second. */
  private static final double RISES_BY = 0.03;

  private static final double SECOND = 1e9;

  private final double least;
  private double perSecond = Double.POSITIVE_INFINITY;
  private double step;
  private double lately;
  private long latelyAt;
  private long freeAt;
  private long fellAt;

  /**
   * @param least what no bound is below, a second
   * @param now the time
   */
  AdaptiveRate(double least, long now) {
    this.least = least;
    latelyAt = now;
    freeAt = now;
    fellAt = now - (long) SECOND;
  }

  /** Reserves room for an amount, and tells how long to wait before it is sent. */
  long reserve(double amount, long now) {
    long wait = waitFor(now);
    if (!Double.isInfinite(perSecond)) {
      freeAt = now + wait + (long) (amount / perSecond * SECOND);
    }
    return wait;
  }

  /** How long something would have to wait. */
  long waitFor(long now) {
    return Math.max(0, freeAt - now);
  }

  void taken(double amount, long now) {
    lately = lately(now) + amount;
    latelyAt = now;
    if (!Double.isInfinite(perSecond)) {
      perSecond += step * amount / perSecond;
    }
  }

  /** The stream refused this amount; what it refuses within a second counts once. */
  void throttled(double amount, long now) {
    if (now - fellAt < SECOND) {
      return;
    }
    double before = Double.isInfinite(perSecond) ? Math.max(lately(now), amount) : perSecond;
    perSecond = Math.max(least, before * FALLS_TO);
    step = perSecond * RISES_BY;
    fellAt = now;
    freeAt = Math.max(freeAt, now);
  }

  /** The bound; infinite when there is none. */
  double perSecond() {
    return perSecond;
  }

  private double lately(long now) {
    return lately * Math.exp(-(now - latelyAt) / SECOND);
  }
}
