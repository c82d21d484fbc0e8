package dev.inlet.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What a server did with one kind of requests, round by round. */
record Series(String server, Kind kind, List<Run> runs) {
  double median(ToDoubleFunction<Run> of) {
    return Interval.median(runs.stream().mapToDouble(of).toArray());
  }

  /** What it did per CPU-second over what another one did in the same rounds. */
  Interval over(Series other) {
    return Interval.of(
        IntStream.range(0, runs.size())
            .mapToDouble(i -> runs.get(i).perCpuSecond() / other.runs.get(i).perCpuSecond())
            .toArray());
  }
}
