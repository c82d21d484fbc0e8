package dev.inlet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Inlet with much in its spool that is not delivered, against itself without. */
@Command(
    name = "backlog",
    description = {
      "Compares Inlet with a backlog to one without.",
      "What it takes in per CPU-second is measured, and then what it delivers."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
final class BacklogBench implements Callable<Integer> {
  private static final Kind FILLING = new Kind(500, 32);
  private static final Kind MEASURED = new Kind(20, 256);

  @Option(names = "--gib", description = "Of the backlog.")
  private int gib = 2;

  @Option(names = "--rounds", description = "In which both have their turn.")
  private int rounds = 8;

  @Option(names = "--seconds", description = "Of a turn.")
  private int seconds = 2;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var workplace = Workplace.make();
        var empty = new Lineup(workplace.folder()).holding("empty", Jar.built());
        var deep = new Lineup(workplace.folder()).holding("deep", Jar.built())) {
      var wrk = Wrk.in(workplace.folder());
      while (deep.store().spoolBytes() < (long) gib << 30) {
        deep.run(wrk, FILLING, Duration.ofSeconds(seconds));
        workplace.tell("%d MiB of backlog".formatted(deep.store().spoolBytes() >> 20));
      }
      var comparison =
          new Comparison(
              List.of(empty, deep),
              wrk,
              WarmUp.standard(),
              rounds,
              Duration.ofSeconds(seconds),
              workplace::tell);
      System.out.println(new Result(comparison.run(MEASURED), false).table());
      double ofEmpty = delivered(empty);
      double ofDeep = delivered(deep);
      System.out.printf(
          "lines delivered per CPU-second: %.0f with it, %.0f without, ratio %.3f%n",
          ofDeep, ofEmpty, ofDeep / ofEmpty);
      for (var entrant : List.of(empty, deep)) {
        System.out.println(Objects.requireNonNull(entrant.kept()).sentence());
      }
    }
    return 0;
  }

  /** Lets it deliver, and tells how many lines a CPU-second did. */
  private static double delivered(Entrant entrant) throws IOException, InterruptedException {
    entrant.server().awaitStill();
    long lines = entrant.store().lines();
    var before = entrant.server().cpu();
    Files.delete(entrant.store().data().resolve("lake"));
    entrant.store().awaitDelivered();
    return lines / entrant.server().cpu().minus(before).seconds();
  }
}
