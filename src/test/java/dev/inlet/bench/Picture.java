package dev.inlet.bench;

import dev.inlet.bench.Report.Rate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A report, drawn: readable on light and on dark pages. */
final class Picture {
  private static final double WIDTH = 860;
  private static final double MARGIN = 24;
  private static final double CURVES_HEIGHT = 196;

  /** Of the names of what has curves only, behind their title. */
  private static final double OTHERS_LEFT = 240;

  private static final String CEILING = "a";

  private static final String STYLE =
      """
      svg { font: 12px system-ui, sans-serif; --page: #fff; --ink: #1f2937; --soft: #6b7280; --grid: #d1d5db;
        --a: #6b7280; --b: #0891b2; --c: #2563eb; --d: #16a34a; --e: #c2410c; --s: #a21caf }
      @media (prefers-color-scheme: dark) { svg { --page: #0d1117; --ink: #e6edf3; --soft: #9aa4b2; --grid: #30363d;
        --a: #9aa4b2; --b: #22d3ee; --c: #60a5fa; --d: #4ade80; --e: #fb923c; --s: #e879f9 } }
      .page { fill: var(--page) } text { fill: var(--ink) } .soft { fill: var(--soft) } .title { font-size: 15px; font-weight: 600 }
      .head, .value { font-weight: 600 } .middle { text-anchor: middle }
      .grid { stroke: var(--grid) } .axis, .whisker { stroke: var(--soft) } polyline { fill: none; stroke-width: 2 }
      .fill-a { fill: var(--a) } .fill-b { fill: var(--b) } .fill-c { fill: var(--c) } .fill-d { fill: var(--d) } .fill-e { fill: var(--e) }
      .line-a { stroke: var(--a) } .line-b { stroke: var(--b) } .line-c { stroke: var(--c) } .line-d { stroke: var(--d) } .line-e { stroke: var(--e) }
      .fill-s { fill: var(--s) } .line-s { stroke: var(--s); stroke-dasharray: 5 4 }
      """;

  private Picture() {}

  static String of(Report report) {
    var bars = new Svg();
    double top = bars(bars, report.rates(), MARGIN + 52);
    var servers = names(report.rates(), Rate::server);
    var others = names(report.timings(), Timing::server);
    others.removeAll(servers);
    legend(bars, others, MARGIN + OTHERS_LEFT, top + 11);
    top = curves(bars, report.timings(), top + 8);
    double height = top + MARGIN;
    var page = new Svg().rectangle("page", 0, 0, WIDTH, height);
    page.text("title", MARGIN, MARGIN + 8, "Requests per CPU-second, where bare Netty's are 1");
    legend(page, servers, MARGIN, MARGIN + 22);
    return page.with(bars)
        .document(WIDTH, height, "Requests per CPU-second and latencies of Inlet", STYLE);
  }

  private static void legend(Svg svg, Set<String> servers, double left, double top) {
    double x = left;
    for (var server : servers) {
      svg.rectangle("fill-" + server.charAt(0), x, top, 10, 10);
      svg.text("", x + 15, top + 9, "(" + server + ") " + Lineup.title(server));
      x += 165;
    }
  }

  /** Each kind of body a row, each number of connections a column. */
  private static double bars(Svg svg, List<Rate> rates, double from) {
    var byBody = groups(rates, rate -> rate.kind().events());
    double top = from;
    for (var row : byBody.values()) {
      var byConnections = groups(row, rate -> rate.kind().connections());
      double width = (WIDTH - MARGIN) / byConnections.size() - MARGIN;
      double left = MARGIN;
      double end = top;
      for (var cell : byConnections.values()) {
        var shown = cell.stream().filter(rate -> !rate.server().equals(CEILING)).toList();
        end = new Bars(svg, left, top, width).draw(shown.isEmpty() ? cell : shown);
        left += width + MARGIN;
      }
      top = end;
    }
    return top;
  }

  private static double curves(Svg svg, List<Timing> timings, double top) {
    if (timings.isEmpty()) {
      return top;
    }
    var byKind = groups(timings, Timing::kind);
    double width = (WIDTH - MARGIN) / byKind.size() - MARGIN;
    double left = MARGIN;
    svg.text("title", MARGIN, top + 12, "How long an answer takes");
    for (var cell : byKind.values()) {
      new Curves(svg, left, top + 26, width, CURVES_HEIGHT).draw(cell);
      left += width + MARGIN;
    }
    return top + 26 + CURVES_HEIGHT + 20;
  }

  private static <T> Set<String> names(List<T> of, Function<T, String> name) {
    return of.stream().map(name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static <K, T> Map<K, List<T>> groups(List<T> of, Function<T, K> by) {
    return of.stream().collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
  }
}
