package dev.inlet.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Inlet at a load that it can take, for long. */
@Command(
    name = "soak",
    description = {
      "Sends at a fixed rate, and shows every minute how long answers take, how much is not yet",
      "delivered and how much memory there is; then ends it, and looks for every event."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all was answered, nothing is missing, and memory stayed flat",
      "1:otherwise"
    })
final class SoakBench implements Callable<Integer> {
  private static final Duration SLICE = Duration.ofSeconds(20);
  private static final Duration TRIAL = Duration.ofSeconds(20);
  private static final Duration REST = Duration.ofNanos(100_000);
  private static final Duration DRAIN_MAX = Duration.ofMinutes(10);
  private static final int CONNECTIONS = 64;
  private static final double NANOS = 1e9;

  /** What memory may grow by from the middle third of the time to the last one. */
  private static final double GROWTH_MAX = 1.05;

  @Option(names = "--minutes", description = "Of load.")
  private int minutes = 30;

  @Option(names = "--load", description = "The share of what it can take and deliver here.")
  private double load = 0.7;

  @Option(names = "--events", description = "Of a body.")
  private int events = 1;

  @Option(names = "--heap", description = "Of the server.")
  private String heap = "256m";

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var workplace = Workplace.make()) {
      var jar =
          Jar.built().option("-Xmx" + heap).with("INLET_DRAIN_MAX", DRAIN_MAX.toSeconds() + "s");
      try (var entrant = new Lineup(workplace.folder()).delivering("soak", jar)) {
        double perSecond = load * most(Wrk.in(workplace.folder()), entrant);
        workplace.tell("%.0f requests a second, each of %d events".formatted(perSecond, events));
        return soak(workplace, entrant, perSecond) ? 0 : 1;
      }
    }
  }

  private Kind kind() {
    return new Kind(events, CONNECTIONS);
  }

  /** The requests a second that it can take for ever: those that it has also delivered. */
  private double most(Wrk wrk, Entrant entrant) throws IOException, InterruptedException {
    WarmUp.standard().run(entrant, wrk, kind());
    long start = System.nanoTime();
    long requests = entrant.run(wrk, kind(), TRIAL).requests();
    return requests * NANOS / (System.nanoTime() - start);
  }

  private boolean soak(Workplace workplace, Entrant entrant, double perSecond)
      throws IOException, InterruptedException {
    var store = entrant.store();
    long before = store.lines();
    long acknowledged = 0;
    var memories = new ArrayList<Long>();
    try (var open =
        new OpenLoad(entrant.server().port(), "/track", CONNECTIONS, Bodies.of(events))
            .resting(REST)) {
      for (long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
          System.nanoTime() < end; ) {
        var latencies = open.run(perSecond, SLICE);
        acknowledged += (long) latencies.count() * events;
        memories.add(entrant.server().memory().now());
        workplace.tell(
            "%d events; p50 %.1f ms, p99 %.1f ms; %d MiB in memory, %d MiB in the spool"
                .formatted(
                    acknowledged,
                    latencies.millis(0.5),
                    latencies.millis(0.99),
                    memories.get(memories.size() - 1),
                    store.spoolBytes() >> 20));
      }
    }
    int exit = end(entrant);
    long found = store.count() - before;
    double growth = growth(memories);
    System.out.printf(
        """
        events acknowledged   %12d in %d minutes, none refused
        of these in the lake  %12d
        memory, last third    %12.3f times that of the second
        exit status           %12d
        """,
        acknowledged, minutes, found, growth, exit);
    return exit == 0 && found == acknowledged && growth <= GROWTH_MAX;
  }

  /** As an operator ends it: it delivers what it has. */
  private static int end(Entrant entrant) throws IOException, InterruptedException {
    var process = entrant.server().process();
    process.destroy();
    if (!process.waitFor(DRAIN_MAX.toSeconds(), TimeUnit.SECONDS)) {
      throw new IOException("it did not end within " + DRAIN_MAX);
    }
    return process.exitValue();
  }

  /** The most of the last third over the most of the second. */
  static double growth(List<Long> memories) {
    int third = memories.size() / 3;
    return (double) most(memories.subList(2 * third, memories.size()))
        / most(memories.subList(third, Math.max(third + 1, 2 * third)));
  }

  private static long most(List<Long> memories) {
    return memories.stream().mapToLong(Long::longValue).max().orElseThrow();
  }
}
