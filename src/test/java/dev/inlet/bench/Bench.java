package dev.inlet.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares servers, and tells what came of it. */
@Command(
    name = "scripts/bench",
    description = {
      "Compares what servers answer per CPU-second, each on one core, in alternating rounds:",
      "  (a) bare Netty, which looks at no body    (d) Inlet as it ships, with gzip",
      "  (b) the same with Inlet's reader          (e) Inlet as it ships, with zstd",
      "  (c) Inlet, which delivers nothing",
      "The load has another core. Only ratios can be compared between machines."
    },
    footerHeading = "%nOne part alone, by JMH, whose options they take:%n",
    footer = {
      "  reader   a body to its lines, against databind",
      "  encoder  the lines of a body that is read",
      "  spool    appends until they are on disk",
      "  packer   lines to records of Firehose",
      "  gzip     lines to an object, also by zstd"
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    subcommands = {
      LimitsBench.class,
      FootprintBench.class,
      BacklogBench.class,
      SoakBench.class,
      LakeBench.class
    })
final class Bench implements Callable<Integer> {
  @Option(names = "--servers", split = ",", description = "Which of these.")
  private List<Character> servers = List.of('a', 'b', 'c', 'd', 'e');

  @Option(names = "--bodies", split = ",", description = "Events of a body.")
  private int[] bodies = {1, 20, 500};

  @Option(names = "--connections", split = ",", description = "That send at once.")
  private int[] connections = {32, 256};

  @Option(names = "--rounds", description = "For each of these.")
  private int rounds = 5;

  @Option(names = "--seconds", description = "In which each server has its turn in a round.")
  private int seconds = 2;

  @Option(
      names = "--quick",
      description = "Bodies of 1 and 20 events on 256 connections, in short rounds; no latencies.")
  private boolean quick;

  @Option(
      names = "--against",
      paramLabel = "GIT-REF",
      description = "Compares Inlet with how it was at that commit instead.")
  private @Nullable Path against;

  @Option(names = "--out", description = "The folder that the report goes to.")
  private Path out = Path.of("target/bench");

  @Option(names = "--minutes-max", description = "After which nothing more is begun.")
  private int minutesMax = 30;

  public static void main(String... arguments) {
    System.exit(
        new CommandLine(new Bench())
            .setExecutionExceptionHandler((failure, command, parsed) -> {
              System.err.println("scripts/bench: " + failure.getMessage());
              return 1;
            })
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (quick) {
      bodies = new int[] {1, 20};
      connections = new int[] {256};
      rounds = 3;
      seconds = 1;
    }
    try (var workplace = Workplace.make()) {
      var lineup = new Lineup(workplace.folder());
      var entrants = new ArrayList<Entrant>();
      try {
        enter(lineup, entrants);
        return compare(workplace, entrants);
      } finally {
        entrants.forEach(Entrant::close);
      }
    }
  }

  private void enter(Lineup lineup, List<Entrant> entrants)
      throws IOException, InterruptedException {
    if (against != null) {
      entrants.add(lineup.holding("c before", Jar.of(against)));
      entrants.add(lineup.holding("c", Jar.built()));
      entrants.add(lineup.delivering("d before", Jar.of(against)));
      entrants.add(lineup.delivering("d", Jar.built()));
      return;
    }
    for (char letter : servers) {
      entrants.add(lineup.start(letter));
    }
  }

  private int compare(Workplace workplace, List<Entrant> entrants)
      throws IOException, InterruptedException {
    var machine = Machine.here(workplace.folder());
    System.out.println(machine.sentence());
    var time = Duration.ofSeconds(seconds);
    var wrk = Wrk.in(workplace.folder());
    var warmUp = quick ? WarmUp.quick() : WarmUp.standard();
    var comparison = new Comparison(entrants, wrk, warmUp, rounds, time, workplace::tell);
    var latency =
        new LatencyRounds(entrants, workplace.folder(), warmUp, rounds, time, workplace::tell);
    var rates = new ArrayList<Report.Rate>();
    var timings = new ArrayList<Timing>();
    for (var kind : kinds()) {
      if (workplace.isOver(Duration.ofMinutes(minutesMax))) {
        workplace.tell("it takes too long; left out: " + kind);
        continue;
      }
      var series = comparison.run(kind);
      var result = new Result(series, against != null);
      System.out.println(result.table());
      IntStream.range(0, series.size())
          .mapToObj(i -> Report.Rate.of(result, i))
          .forEach(rates::add);
      if (!quick && kind.connections() == connections[0]) {
        var timing = latency.run(series);
        System.out.println(Result.table(timing));
        timings.addAll(timing);
      }
    }
    var kept = kept(entrants);
    new Report(
            Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(), machine, rates, timings, kept)
        .write(out);
    System.out.println("report.json, speed.svg and speed.md are in " + out);
    return kept.stream().allMatch(each -> each.missing() == 0) ? 0 : 1;
  }

  private List<Kind> kinds() {
    return IntStream.of(bodies)
        .boxed()
        .flatMap(events -> IntStream.of(connections).mapToObj(at -> new Kind(events, at)))
        .toList();
  }

  private static List<Entrant.Kept> kept(List<Entrant> entrants) throws IOException {
    var all = new ArrayList<Entrant.Kept>();
    for (var entrant : entrants) {
      var kept = entrant.kept();
      if (kept != null) {
        all.add(kept);
        System.out.println(kept.sentence());
      }
    }
    return all;
  }
}
