package dev.inlet.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What builds of tables took.
 *
 * @param parses those that only parsed, round by round
 * @param builds those that built all tables of the same objects, round by round
 * @param deltas by days of history, those that built what was new, round by round
 */
record LakeReport(
    String at,
    Machine machine,
    long events,
    List<Spent> parses,
    List<Spent> builds,
    TreeMap<Integer, List<Spent>> deltas) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static LakeReport of(String at, Machine machine, long events) {
    return new LakeReport(
        at, machine, events, new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
  }

  String table() {
    var text = new StringBuilder();
    if (!parses.isEmpty()) {
      text.append(
          "%,d events            CPU-s    wall s    MiB at most%n".formatted(events)
              + row("only parsed", parses)
              + row("all tables", builds));
      var ratio = ratio(parses, builds);
      text.append("  ratio of CPU-seconds %5.2f".formatted(ratio.median()));
      if (builds.size() > 1) {
        text.append("  (%.2f to %.2f)".formatted(ratio.low(), ratio.high()));
      }
      text.append(System.lineSeparator());
    }
    if (!deltas.isEmpty()) {
      var least = deltas.firstEntry().getValue();
      text.append("the same delta on       CPU-s    wall s    MiB at most%n".formatted());
      deltas.forEach((days, builds) ->
          text.append(row(days + " days of history", builds).stripTrailing())
              .append("   x %.2f%n".formatted(ratio(least, builds).median())));
    }
    return text.toString();
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    JSON.writeValue(folder.resolve("lake.json").toFile(), this);
  }

  private static String row(String name, List<Spent> spent) {
    return "  %-20s %6.2f    %6.2f    %6.0f%n"
        .formatted(
            name,
            median(spent, Spent::cpuSeconds),
            median(spent, Spent::seconds),
            median(spent, Spent::memory));
  }

  private static double median(List<Spent> spent, ToDoubleFunction<Spent> of) {
    return Interval.median(spent.stream().mapToDouble(of).toArray());
  }

  /** Of CPU-seconds in the same rounds. */
  private static Interval ratio(List<Spent> base, List<Spent> spent) {
    return Interval.of(
        IntStream.range(0, Math.min(base.size(), spent.size()))
            .mapToDouble(i -> spent.get(i).cpuSeconds() / base.get(i).cpuSeconds())
            .toArray());
  }
}
