package dev.inlet.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Has a server run until its compiler rests, because what compiles takes the core from what it
 * compiles, or until it has used the core for so long. The first time that takes long; later there
 * is little left that is new.
 */
final class WarmUp {
  private static final double REST_SHARE = 0.02;

  private final Duration slice;
  private final double firstSecondsMax;
  private final double laterSecondsMax;
  private final Set<Entrant> known = new HashSet<>();

  private WarmUp(Duration slice, double firstSecondsMax, double laterSecondsMax) {
    this.slice = slice;
    this.firstSecondsMax = firstSecondsMax;
    this.laterSecondsMax = laterSecondsMax;
  }

  static WarmUp standard() {
    return new WarmUp(Duration.ofSeconds(2), 25, 8);
  }

  /** For those who want to see something soon, and see in it how much was still compiled. */
  static WarmUp quick() {
    return new WarmUp(Duration.ofSeconds(1), 8, 3);
  }

  /** Returns the compiler's share of the last slice. */
  double run(Entrant entrant, Wrk wrk, Kind kind) throws IOException, InterruptedException {
    double secondsMax = known.add(entrant) ? firstSecondsMax : laterSecondsMax;
    double share;
    double used = 0;
    do {
      var run = entrant.run(wrk, kind, slice);
      used += run.cpuSeconds();
      share = run.compilerShare();
    } while (share > REST_SHARE && used < secondsMax);
    return share;
  }
}
