package dev.inlet.console;

import java.util.function.LongSupplier;

/**
 * How much is copied to be shown: so many events and bytes a second, and what was saved up before.
 * It may go into debt for one request. When it is used up, asking costs no more than the time.
 */
final class Budget {
  static final int EVENTS_PER_SECOND = 100;
  static final int EVENTS_MAX = 5000;
  private static final int BYTES_PER_SECOND = 1 << 20;
  private static final int BYTES_MAX = 16 << 20;
  private static final double NANOS = 1e9;
  private static final long PAUSE_NANOS = 50_000_000;

  private final LongSupplier nanoTime;
  private double events = EVENTS_MAX;
  private double bytes = BYTES_MAX;
  private long at;
  private volatile long closedUntil;

  Budget(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    at = nanoTime.getAsLong();
    closedUntil = at;
  }

  boolean take(int eventsWanted, int bytesWanted) {
    long now = nanoTime.getAsLong();
    return now - closedUntil >= 0 && take(now, eventsWanted, bytesWanted);
  }

  private synchronized boolean take(long now, int eventsWanted, int bytesWanted) {
    double seconds = Math.max(0, now - at) / NANOS;
    at = now;
    events = Math.min(EVENTS_MAX, events + seconds * EVENTS_PER_SECOND);
    bytes = Math.min(BYTES_MAX, bytes + seconds * BYTES_PER_SECOND);
    if (events < 1 || bytes < 1) {
      closedUntil = now + PAUSE_NANOS;
      return false;
    }
    events -= eventsWanted;
    bytes -= bytesWanted;
    return true;
  }
}
