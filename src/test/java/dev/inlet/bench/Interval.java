package dev.inlet.bench;

import java.util.stream.DoubleStream;

/**
 * What several ratios of the same two things say together.
 *
 * @param low where the 95 % interval of their geometric mean begins, by Student's t over logarithms
 * @param high where it ends
 */
record Interval(double median, double low, double high) {
  private static final double Z = 1.959964;

  static Interval of(double[] ratios) {
    int degrees = ratios.length - 1;
    var logs = DoubleStream.of(ratios).map(Math::log).toArray();
    double mean = DoubleStream.of(logs).average().orElseThrow();
    double squares = DoubleStream.of(logs).map(log -> (log - mean) * (log - mean)).sum();
    double half = t(degrees) * Math.sqrt(squares / degrees / ratios.length);
    return new Interval(median(ratios), Math.exp(mean - half), Math.exp(mean + half));
  }

  static double median(double[] values) {
    var sorted = DoubleStream.of(values).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /** The 97.5 % quantile of Student's t, by Cornish and Fisher; right to 0.01 from 4 degrees on. */
  static double t(int degrees) {
    double z3 = Math.pow(Z, 3);
    double z5 = Math.pow(Z, 5);
    double z7 = Math.pow(Z, 7);
    double n = degrees;
    return Z
        + (z3 + Z) / (4 * n)
        + (5 * z5 + 16 * z3 + 3 * Z) / (96 * n * n)
        + (3 * z7 + 19 * z5 + 17 * z3 - 15 * Z) / (384 * n * n * n);
  }
}
