package dev.inlet.bench;

import java.util.List;

/**
 * How long a server took for requests that came at half of the rate that it can take, in
 * milliseconds.
 *
 * @param rounds what shares of the requests were answered within, round by round, each as many
 *     numbers as there are {@link #SHARES}
 */
record Timing(String server, Kind kind, double perSecond, List<double[]> rounds) {
  static final List<Double> SHARES = List.of(0.5, 0.75, 0.9, 0.95, 0.99, 0.995, 0.999);

  static double[] of(Latencies latencies) {
    return SHARES.stream().mapToDouble(latencies::millis).toArray();
  }

  /** The median of the rounds for this share, which is one of those. */
  double millis(double share) {
    int at = SHARES.indexOf(share);
    return Interval.median(rounds.stream().mapToDouble(round -> round[at]).toArray());
  }

  /** In the round that was the slowest for this share. */
  double slowestMillis(double share) {
    int at = SHARES.indexOf(share);
    return rounds.stream().mapToDouble(round -> round[at]).max().orElseThrow();
  }
}
