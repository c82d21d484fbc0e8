package dev.inlet.bench;

import java.util.List;

/**
 * What servers did with one kind of requests.
 *
 * @param pairs whether each second one is compared with the one before it, and not all with the
 *     first
 */
record Result(List<Series> series, boolean pairs) {
  /** What the ratios of one are ratios to. */
  Series base(int of) {
    return series.get(pairs ? of & ~1 : 0);
  }

  Interval ratio(int of) {
    return series.get(of).over(base(of));
  }

  String table() {
    var rows = new StringBuilder();
    for (int i = 0; i < series.size(); i++) {
      var one = series.get(i);
      var ratio = ratio(i);
      rows.append(
          "  %-10s %10.0f %10.0f   %5.3f  (%.3f to %.3f)  %5.1f %%%n"
              .formatted(
                  "(" + one.server() + ")",
                  one.median(Run::perCpuSecond),
                  one.median(Run::perSecond) * one.kind().events(),
                  ratio.median(),
                  ratio.low(),
                  ratio.high(),
                  100 * one.median(Run::compilerShare)));
    }
    return """
    %s
      server     req/CPU-s   events/s   ratio  (95 %%)           compiling
    %s\
    """
        .formatted(
            series.stream().map(Series::kind).findFirst().map(Kind::toString).orElse(""), rows);
  }

  static String table(List<Timing> timings) {
    var rows = new StringBuilder();
    for (var timing : timings) {
      rows.append(
          "  %-10s %10.0f  %8.2f  %8.2f  %8.2f%n"
              .formatted(
                  "(" + timing.server() + ")",
                  timing.perSecond(),
                  timing.millis(0.5),
                  timing.millis(0.99),
                  timing.millis(0.999)));
    }
    return """
    %s, at half load, in milliseconds
      server         req/s       p50       p99     p99.9
    %s\
    """
        .formatted(timings.get(0).kind(), rows);
  }
}
