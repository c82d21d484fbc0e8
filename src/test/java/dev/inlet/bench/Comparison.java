package dev.inlet.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rounds in which each server has its turn, so that what else the machine does falls on all of
 * them. Each round begins with another one.
 */
record Comparison(
    List<Entrant> entrants,
    Wrk wrk,
    WarmUp warmUp,
    int rounds,
    Duration time,
    Consumer<String> progress) {
  private static final int ROUNDS_MIN = 2;

  Comparison {
    if (rounds < ROUNDS_MIN) {
      throw new IllegalArgumentException(
          "--rounds takes a number from 2 on, or nothing is said of its spread");
    }
  }

  /** What each server did, in their order. */
  List<Series> run(Kind kind) throws IOException, InterruptedException {
    var series = new ArrayList<Series>();
    for (var entrant : entrants) {
      double share = warmUp.run(entrant, wrk, kind);
      progress.accept(
          "%s: (%s) is warm, its compiler takes %.1f %%"
              .formatted(kind, entrant.name(), 100 * share));
      series.add(new Series(entrant.name(), kind, new ArrayList<>()));
    }
    for (int round = 0; round < rounds; round++) {
      for (int turn = 0; turn < entrants.size(); turn++) {
        int next = (round + turn) % entrants.size();
        series.get(next).runs().add(entrants.get(next).run(wrk, kind, time));
      }
      progress.accept("%s: round %d of %d".formatted(kind, round + 1, rounds));
    }
    return series;
  }
}
