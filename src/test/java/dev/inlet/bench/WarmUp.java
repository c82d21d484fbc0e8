package dev.inlet.bench;

import java.io.IOException;
import java.time.Duration;

/**
 * Has a server run until its compiler rests, because what compiles takes the core from what it
 * compiles.
 */
record WarmUp(Duration slice, double restShare, Duration max) {
  static final WarmUp STANDARD = new WarmUp(Duration.ofSeconds(2), 0.02, Duration.ofSeconds(30));

  /** Returns the compiler's share of the last slice. */
  double run(Entrant entrant, Wrk wrk, Kind kind) throws IOException, InterruptedException {
    long end = System.nanoTime() + max.toNanos();
    double share;
    do {
      share = entrant.run(wrk, kind, slice).compilerShare();
    } while (share > restShare && System.nanoTime() < end);
    return share;
  }
}
