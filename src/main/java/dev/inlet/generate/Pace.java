package dev.inlet.generate;

import java.util.concurrent.TimeUnit;

/** Says how long to wait, so that no more than a number of events is sent a second. */
final class Pace {
  private final double nanosAnEvent;
  private double freeAtNanos;

  /**
   * @param nowNanos a reading of {@link System#nanoTime}, as all that follow
   */
  Pace(int eventsPerSecond, long nowNanos) {
    nanosAnEvent = (double) TimeUnit.SECONDS.toNanos(1) / eventsPerSecond;
    freeAtNanos = (double) nowNanos;
  }

  /** How long to wait before these are sent. Time that was not used is not made up for. */
  long waitNanos(int events, long nowNanos) {
    double at = Math.max(freeAtNanos, (double) nowNanos);
    freeAtNanos = at + events * nanosAnEvent;
    return (long) (at - (double) nowNanos);
  }
}
