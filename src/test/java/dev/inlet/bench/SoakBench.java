package dev.inlet.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Inlet at a load that it can take, for long. */
@Command(
    name = "soak",
    description = {
      "Sends at a fixed rate for long, and then looks for every event.",
      "Every minute it shows how long answers take, how much is not yet delivered, and how much",
      "memory there is."
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

  /** What memory may grow by from one half of the time to the other. */
  private static final double GROWTH_MAX = 1.05;

  @Option(names = "--minutes", description = "Of load.")
  private int minutes = 30;

  @Option(names = "--load", description = "The share of what it can take and deliver here.")
  private double load = 0.7;

  @Option(names = "--events", description = "Of a body.")
  private int events = 1;

  @Option(
      names = "--heap",
      description =
          "Of the server, which has all of it from the start: what grows is not the heap.")
  private String heap = "256m";

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var workplace = Workplace.make()) {
      var jar =
          Jar.built()
              .option("-Xms" + heap)
              .option("-Xmx" + heap)
              .option("-XX:+AlwaysPreTouch")
              .with("INLET_DRAIN_MAX", DRAIN_MAX.toSeconds() + "s");
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
    long before = entrant.store().lines();
    var pid = entrant.server().process().pid();
    var first = half(workplace, entrant, perSecond);
    double liveFirst = LiveHeap.mib(pid);
    var second = half(workplace, entrant, perSecond);
    double liveSecond = LiveHeap.mib(pid);
    int exit = end(entrant);
    long acknowledged = first.acknowledged() + second.acknowledged();
    long found = entrant.store().count() - before;
    System.out.printf(
        """
        events acknowledged    %12d in %d minutes, none refused
        of these in the lake   %12d
        memory, first half     %12.0f MiB at most, %.1f MiB of the heap in use
        memory, second half    %12.0f MiB at most, %.1f MiB of the heap in use
        exit status            %12d
        """,
        acknowledged,
        minutes,
        found,
        first.mibMost(),
        liveFirst,
        second.mibMost(),
        liveSecond,
        exit);
    return exit == 0
        && found == acknowledged
        && isFlat(first.mibMost(), second.mibMost())
        && isFlat(liveFirst, liveSecond);
  }

  /** What half of the time showed. */
  private record Half(long acknowledged, double mibMost) {}

  private Half half(Workplace workplace, Entrant entrant, double perSecond) throws IOException {
    long acknowledged = 0;
    double mibMost = 0;
    try (var open =
        new OpenLoad(entrant.server().port(), "/track", CONNECTIONS, Bodies.of(events))
            .resting(REST)) {
      for (long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes) / 2;
          System.nanoTime() < end; ) {
        var latencies = open.run(perSecond, SLICE);
        long mib = entrant.server().memory().now();
        mibMost = Math.max(mibMost, (double) mib);
        acknowledged += (long) latencies.count() * events;
        workplace.tell(
            "%d events; p50 %.1f ms, p99 %.1f ms; %d MiB in memory, %d MiB in the spool"
                .formatted(
                    acknowledged,
                    latencies.millis(0.5),
                    latencies.millis(0.99),
                    mib,
                    entrant.store().spoolBytes() >> 20));
      }
    }
    return new Half(acknowledged, mibMost);
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

  /** Whether there is hardly more in the second half than in the first. */
  static boolean isFlat(double first, double second) {
    return second <= GROWTH_MAX * first;
  }
}
