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
  private static final int SLICES_MAX = 30;

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

  /** What a server used of the core in a slice of time. */
  @FunctionalInterface
  private interface Slice {
    Cpu run() throws IOException, InterruptedException;
  }

  /** Returns the compiler's share of the last slice. */
  double run(Entrant entrant, Wrk wrk, Kind kind) throws IOException, InterruptedException {
    return run(
        known.add(entrant) ? firstSecondsMax : laterSecondsMax,
        () -> {
          var run = entrant.run(wrk, kind, slice);
          return new Cpu(run.cpuSeconds(), run.compilerSeconds());
        });
  }

  /** The same at a fixed rate, at which its compiler finds other code to be hot. */
  double run(Entrant entrant, Kind kind, double perSecond)
      throws IOException, InterruptedException {
    return run(
        laterSecondsMax,
        () -> {
          var before = entrant.server().cpu();
          entrant.answerIn(kind, perSecond, slice);
          return entrant.server().cpu().minus(before);
        });
  }

  private static double run(double secondsMax, Slice slice)
      throws IOException, InterruptedException {
    double share = 1;
    double used = 0;
    for (int i = 0; i < SLICES_MAX && share > REST_SHARE && used < secondsMax; i++) {
      var cpu = slice.run();
      used += cpu.seconds();
      share = cpu.compilerSeconds() / cpu.seconds();
    }
    return share;
  }
}
