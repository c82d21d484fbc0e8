package dev.inlet.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Latencies as curves: to the right the share of the requests, each step a tenth of what is left,
 * and upwards the milliseconds, each step ten times as many.
 */
record Curves(Svg svg, double left, double top, double width, double height) {
  private static final List<Double> MARKS = List.of(0.5, 0.9, 0.99, 0.999);
  private static final double NAMES = 40;
  private static final double HEAD = 26;

  /** Draws those of one kind of requests. */
  void draw(List<Timing> timings) {
    svg.text("head", left, top + 12, timings.get(0).kind() + ", half load");
    double low = Math.floor(decades(timings).min().orElse(0));
    double high = Math.max(low + 1, Math.ceil(decades(timings).max().orElse(1)));
    for (double decade = low; decade <= high; decade++) {
      double y = y(decade, low, high);
      svg.line("grid", new Svg.Point(left + NAMES, y), new Svg.Point(left + width, y));
      svg.text("soft", left, y + 4, label(Math.pow(10, decade)));
    }
    for (double mark : MARKS) {
      svg.line("grid", new Svg.Point(x(mark), top + HEAD), new Svg.Point(x(mark), top + height));
      svg.text("soft middle", x(mark), top + height + 14, "p" + trim(100 * mark));
    }
    for (var timing : timings) {
      var points =
          Timing.SHARES.stream()
              .filter(share -> !Double.isNaN(timing.millis(share)))
              .map(share -> new Svg.Point(x(share), y(Math.log10(timing.millis(share)), low, high)))
              .toList();
      svg.curve("line-" + timing.server().charAt(0), points);
    }
  }

  private static DoubleStream decades(List<Timing> timings) {
    return timings.stream()
        .flatMapToDouble(timing -> Timing.SHARES.stream().mapToDouble(timing::millis))
        .filter(millis -> !Double.isNaN(millis))
        .map(Math::log10);
  }

  private double x(double share) {
    double first = nines(MARKS.get(0));
    double last = nines(MARKS.get(MARKS.size() - 1));
    return left + NAMES + 10 + (width - NAMES - 20) * (nines(share) - first) / (last - first);
  }

  private static double nines(double share) {
    return -Math.log10(1 - share);
  }

  private double y(double decade, double low, double high) {
    return top + height - (height - HEAD) * (decade - low) / (high - low);
  }

  private static String label(double millis) {
    return trim(millis) + " ms";
  }

  private static String trim(double number) {
    return number >= 1 && number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : String.format(Locale.ROOT, number < 0.1 ? "%.2f" : "%.1f", number);
  }
}
