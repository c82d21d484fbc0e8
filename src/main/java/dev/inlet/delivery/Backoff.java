package dev.inlet.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: a random part of a bound that doubles, so that many who
 * failed together do not come back together.
 *
 * @param first the bound after the first failure
 * @param max what no bound exceeds
 * @param held the wait for someone to change the configuration
 */
record Backoff(Duration first, Duration max, Duration held) {
  static final Backoff STANDARD =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(10));

  /** The wait after so many failures in a row, 1 or more. */
  Duration after(int failures, RandomGenerator random) {
    return Duration.ofNanos(random.nextLong(bound(failures).toNanos() + 1));
  }

  Duration bound(int failures) {
    var bound = first;
    for (int doubled = 1; doubled < failures && bound.compareTo(max) < 0; doubled++) {
      bound = bound.multipliedBy(2);
    }
    return bound.compareTo(max) < 0 ? bound : max;
  }
}
