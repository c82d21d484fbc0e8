package dev.inlet.bench;

import dev.inlet.bench.Report.Rate;
import java.util.List;
import java.util.Locale;

/** Ratios as bars, with a line at 1 and a thin one over each bar for its interval. */
record Bars(Svg svg, double left, double top, double width) {
  private static final double NAMES = 34;
  private static final double ROW = 16;
  private static final double BAR = 11;
  private static final double HEAD = 20;
  private static final double FOOT = 12;

  /** Beyond the line at 1, for what is more than that. */
  private static final double SCALE_MAX = 1.15;

  /** Draws those of one kind of requests, and returns where it ends. */
  double draw(List<Rate> rates) {
    svg.text("head", left, top + 12, rates.get(0).kind().toString());
    double y = top + HEAD;
    for (var rate : rates) {
      svg.text("soft", left, y + 9, "(" + rate.server() + ")");
      svg.rectangle(
          "fill-" + rate.server().charAt(0), x(0), y, x(rate.ratio().median()) - x(0), BAR);
      svg.line(
          "whisker",
          point(rate.ratio().low(), y + BAR / 2),
          point(rate.ratio().high(), y + BAR / 2));
      svg.text(
          "value",
          Math.max(x(rate.ratio().median()), x(rate.ratio().high())) + 5,
          y + 9,
          String.format(Locale.ROOT, "%.2f", rate.ratio().median()));
      y += ROW;
    }
    svg.line("axis", point(0, top + HEAD - 4), point(0, y));
    svg.line("grid", point(1, top + HEAD - 4), point(1, y));
    return y + FOOT;
  }

  private Svg.Point point(double ratio, double y) {
    return new Svg.Point(x(ratio), y);
  }

  private double x(double ratio) {
    double room = width - NAMES;
    return left + NAMES + room * Math.min(ratio, SCALE_MAX) / SCALE_MAX;
  }
}
