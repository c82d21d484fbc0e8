package dev.inlet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Builds of tables, against DuckDB that only parses, and on more and more history. */
@Command(
    name = "lake",
    description = {
      "Compares a build of all tables with DuckDB that only parses the same raw objects.",
      "Then it builds what is new in the same hours (1 %% of all) on histories of so many days.",
      "Processes are measured from their start to their end, on all cores."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
final class LakeBench implements Callable<Integer> {
  private static final double EVENTS_A_PERSON_AND_DAY = 0.656;
  private static final int DAYS = 30;

  /** One in a hundred of all hours. */
  private static final Duration DELTA = Duration.ofHours(7);

  private static final Pattern RECORDS = Pattern.compile("^(\\d+) records of", Pattern.MULTILINE);

  @Option(names = "--events", description = "About how many are generated, over 30 days.")
  private long events = 1_000_000;

  @Option(names = "--rounds", description = "In which each has its turn.")
  private int rounds = 5;

  @Option(
      names = "--history",
      split = ",",
      description = "Days of history that the same new events are built on; 0 for none.")
  private List<Integer> history = List.of(1, 7, 30);

  @Option(names = "--no-parse", description = "Only the histories.")
  private boolean isWithoutParse;

  @Option(names = "--seed", description = "Of the people who don't exist.")
  private long seed = 1;

  @Option(names = "--out", description = "The folder that lake.json goes to.")
  private Path out = Path.of("target/bench");

  @Option(names = "--minutes-max", description = "After which nothing more is begun.")
  private int minutesMax = 10;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var workplace = Workplace.make()) {
      var machine = Machine.here(workplace.folder());
      System.out.print(machine.sentence());
      var until = Instant.now().truncatedTo(ChronoUnit.DAYS);
      var data = workplace.folder().resolve("data");
      long generated = generate(workplace, data, until);
      var report =
          LakeReport.of(
              Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(), machine, generated);
      if (!isWithoutParse) {
        compare(workplace, data, report);
      }
      if (history.stream().anyMatch(days -> days > 0)) {
        follow(workplace, new RawHistory(data.resolve("lake")), until, report);
      }
      System.out.print(report.table());
      report.write(out);
      System.out.println("lake.json is in " + out);
    }
    return 0;
  }

  private long generate(Workplace workplace, Path data, Instant until)
      throws IOException, InterruptedException {
    int days = DAYS + 1;
    long people = Math.max(1, Math.round(events / (EVENTS_A_PERSON_AND_DAY * days)));
    inlet(
        workplace,
        "generate",
        "--data",
        data.toString(),
        "--users",
        Long.toString(people),
        "--days",
        Integer.toString(days),
        "--until",
        until.toString(),
        "--seed",
        Long.toString(seed));
    workplace.tell("%d people are generated".formatted(people));
    return accepted(workplace);
  }

  private static long accepted(Workplace workplace) throws IOException {
    var found =
        Pattern.compile("records accepted\\s+([\\d,]+)").matcher(Files.readString(log(workplace)));
    return found.find() ? Long.parseLong(found.group(1).replace(",", "")) : 0;
  }

  private void compare(Workplace workplace, Path data, LakeReport report)
      throws IOException, InterruptedException {
    for (int round = 0; round < rounds && !isOver(workplace); round++) {
      var parse = parse(workplace, data.resolve("lake/raw"));
      delete(data.resolve("lake/warehouse"));
      var build = build(workplace, data);
      report.parses().add(parse);
      report.builds().add(build);
      workplace.tell(
          "%.2f CPU-s to parse, %.2f to build, with %d MiB"
              .formatted(parse.cpuSeconds(), build.cpuSeconds(), build.memory()));
    }
    delete(data.resolve("lake/warehouse"));
  }

  /** Each build begins with the same tables. */
  private void follow(Workplace workplace, RawHistory raw, Instant until, LakeReport report)
      throws IOException, InterruptedException {
    var since = until.minus(DELTA);
    for (int days : history) {
      var data = workplace.folder().resolve("history-" + days);
      raw.link(since.minus(days, ChronoUnit.DAYS), since, data.resolve("lake"));
      build(workplace, data);
      copy(data.resolve("lake/warehouse"), data.resolve("before"));
      raw.link(since, until, data.resolve("lake"));
      workplace.tell("%d days of history are built".formatted(days));
    }
    for (int round = 0; round < rounds && !isOver(workplace); round++) {
      for (int days : history) {
        var data = workplace.folder().resolve("history-" + days);
        delete(data.resolve("lake/warehouse"));
        copy(data.resolve("before"), data.resolve("lake/warehouse"));
        var spent = build(workplace, data);
        report.deltas().computeIfAbsent(days, all -> new ArrayList<>()).add(spent);
        workplace.tell(
            "%.2f CPU-s for %s more on %d days"
                .formatted(spent.cpuSeconds(), records(workplace), days));
      }
    }
  }

  private boolean isOver(Workplace workplace) {
    return workplace.isOver(Duration.ofMinutes(minutesMax));
  }

  private static String records(Workplace workplace) throws IOException {
    var found = RECORDS.matcher(Files.readString(log(workplace)));
    return found.find() ? found.group(1) + " records" : "nothing";
  }

  /** It gets no notes of earlier runs. */
  private Spent parse(Workplace workplace, Path raw) throws IOException, InterruptedException {
    return run(
        workplace,
        List.of(
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            "target/test-classes:" + Jar.built().file(),
            ParseOnly.class.getName(),
            raw.toString()));
  }

  private Spent build(Workplace workplace, Path data) throws IOException, InterruptedException {
    return inlet(workplace, "lake", "build", "--data", data.toString());
  }

  private Spent inlet(Workplace workplace, String... arguments)
      throws IOException, InterruptedException {
    var java = new ArrayList<>(Jar.built().options());
    java.addAll(List.of("-jar", Jar.built().file().toString()));
    java.addAll(List.of(arguments));
    return run(workplace, java);
  }

  private Spent run(Workplace workplace, List<String> java)
      throws IOException, InterruptedException {
    return Spent.by(java, log(workplace), Duration.ofMinutes(minutesMax));
  }

  private static Path log(Workplace workplace) {
    return workplace.folder().resolve("log");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var all = Files.walk(from)) {
      for (var path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var all = Files.walk(folder)) {
        for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
