package dev.inlet.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Has servers answer at half of what they can, in alternating rounds. The disk alone has a turn,
 * too, with as many requests as the slowest of them.
 */
record LatencyRounds(
    List<Entrant> entrants,
    Path folder,
    WarmUp warmUp,
    int rounds,
    Duration time,
    Consumer<String> progress) {
  private static final double LOAD = 0.5;

  /**
   * @param most what each of them did when as much was sent as it took
   */
  List<Timing> run(List<Series> most) throws IOException, InterruptedException {
    var timings = new ArrayList<Timing>();
    for (var series : most) {
      double perSecond =
          LOAD * Math.min(series.median(Run::perSecond), series.median(Run::perCpuSecond));
      timings.add(new Timing(series.server(), series.kind(), perSecond, new ArrayList<>()));
    }
    warmUp(timings);
    var ofDisk = ofDisk(timings);
    try (var disk = DiskAlone.start(folder)) {
      for (int round = 0; round < rounds; round++) {
        for (int turn = 0; turn < entrants.size(); turn++) {
          int next = (round + turn) % entrants.size();
          var timing = timings.get(next);
          var latencies = entrants.get(next).answerIn(timing.kind(), timing.perSecond(), time);
          timing.rounds().add(Timing.of(latencies));
        }
        ofDisk.rounds().add(DiskAlone.ask(disk, ofDisk.kind(), ofDisk.perSecond(), time));
        progress.accept(
            "%s at half load: round %d of %d".formatted(ofDisk.kind(), round + 1, rounds));
      }
    }
    timings.add(ofDisk);
    return timings;
  }

  private void warmUp(List<Timing> timings) throws IOException, InterruptedException {
    for (int i = 0; i < entrants.size(); i++) {
      var timing = timings.get(i);
      double share = warmUp.run(entrants.get(i), timing.kind(), timing.perSecond());
      progress.accept(
          "%s at half load: (%s) is warm, its compiler takes %.1f %%"
              .formatted(timing.kind(), timing.server(), 100 * share));
    }
  }

  private static Timing ofDisk(List<Timing> servers) {
    var slowest = servers.stream().min(Comparator.comparingDouble(Timing::perSecond)).orElseThrow();
    return new Timing(DiskAlone.NAME, slowest.kind(), slowest.perSecond(), new ArrayList<>());
  }
}
