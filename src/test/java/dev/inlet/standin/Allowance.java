package dev.inlet.standin;

import java.time.Duration;
import java.time.Instant;

/** A bucket of tokens that holds those of one second. Used under its owner's lock. */
final class Allowance {
  private final double perSecond;
  private double left;
  private Instant filledAt;

  Allowance(double perSecond, Instant now) {
    this.perSecond = perSecond;
    left = perSecond;
    filledAt = now;
  }

  boolean has(int tokens, Instant now) {
    if (now.isAfter(filledAt)) {
      double seconds = Duration.between(filledAt, now).toNanos() / 1e9;
      left = Math.min(perSecond, left + seconds * perSecond);
      filledAt = now;
    }
    return tokens <= left;
  }

  void take(int tokens) {
    left -= tokens;
  }
}
