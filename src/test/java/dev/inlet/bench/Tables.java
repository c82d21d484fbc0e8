package dev.inlet.bench;

import dev.inlet.bench.Report.Rate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as the documentation shows it: each kind of requests a column, each server a row. */
final class Tables {
  private static final String DURABLE = "c";
  private static final double[] SHARES = {0.5, 0.99, 0.999};

  private Tables() {}

  static String of(Report report) {
    return rates(report.rates())
        + (report.timings().isEmpty() ? "" : timings(report.timings()))
        + place(report);
  }

  /** Where and when, and what that core took in. */
  private static String place(Report report) {
    var machine = report.machine();
    return String.format(
            Locale.ROOT,
            "Measured at %s on %s, one of %d cores, Linux %s, JDK %s, where a sync of 4 KiB takes"
                + " %.2f ms.%n",
            report.at(),
            machine.processor(),
            machine.cores(),
            machine.kernel(),
            machine.java(),
            machine.syncMillis())
        + durable(report.rates());
  }

  private static String durable(List<Rate> rates) {
    var most = new TreeMap<Integer, Double>();
    rates.stream()
        .filter(rate -> rate.server().equals(DURABLE))
        .forEach(rate ->
            most.merge(rate.kind().events(), rate.perSecond() * rate.kind().events(), Math::max));
    return most.isEmpty()
        ? ""
        : most.entrySet().stream()
            .map(each ->
                String.format(Locale.ROOT, "%,.0f in bodies of %d", each.getValue(), each.getKey()))
            .collect(Collectors.joining(", ", "Events a second that (c) makes durable: ", ".\n"));
  }

  private static String rates(List<Rate> rates) {
    var kinds = distinct(rates.stream().map(Rate::kind));
    var text = new StringBuilder(head("requests per CPU-second", kinds));
    for (var server : distinct(rates.stream().map(Rate::server))) {
      text.append(row(server, kinds, kind -> rate(one(rates, each -> is(each, server, kind)))));
    }
    return text.append('\n').toString();
  }

  private static String timings(List<Timing> timings) {
    var kinds = distinct(timings.stream().map(Timing::kind));
    var text = new StringBuilder(head("at half load, ms: p50, p99, p99.9", kinds));
    for (var server : distinct(timings.stream().map(Timing::server))) {
      text.append(
          row(
              server,
              kinds,
              kind ->
                  timing(
                      one(
                          timings,
                          each -> each.server().equals(server) && each.kind().equals(kind)))));
    }
    return text.append('\n').toString();
  }

  private static boolean is(Rate rate, String server, Kind kind) {
    return rate.server().equals(server) && rate.kind().equals(kind);
  }

  private static String head(String what, Set<Kind> kinds) {
    return "| %s | %s |%n|---|%s%n"
        .formatted(
            what,
            kinds.stream().map(Kind::toString).collect(Collectors.joining(" | ")),
            "---|".repeat(kinds.size()));
  }

  private static String row(String server, Set<Kind> kinds, Function<Kind, String> cell) {
    return "| (%s) %s | %s |%n"
        .formatted(
            server,
            Lineup.title(server),
            kinds.stream().map(cell).collect(Collectors.joining(" | ")));
  }

  /** What all are compared with is a number, the others are ratios to it. */
  private static String rate(Rate rate) {
    return rate.server().equals(rate.over())
        ? String.format(Locale.ROOT, "%,.0f", rate.perCpuSecond())
        : String.format(
            Locale.ROOT,
            "%.2f (%.2f to %.2f)",
            rate.ratio().median(),
            rate.ratio().low(),
            rate.ratio().high());
  }

  private static String timing(Timing timing) {
    return Arrays.stream(SHARES)
        .mapToObj(share -> millis(timing.millis(share)))
        .collect(Collectors.joining(", "));
  }

  private static String millis(double millis) {
    return Double.isNaN(millis) ? "-" : String.format(Locale.ROOT, "%.2f", millis);
  }

  private static <T> Set<T> distinct(Stream<T> of) {
    return of.collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static <T> T one(List<T> of, Predicate<T> that) {
    return of.stream().filter(that).findFirst().orElseThrow();
  }
}
