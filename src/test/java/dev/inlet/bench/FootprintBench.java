package dev.inlet.bench;

import dev.inlet.process.Http;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How soon Inlet answers, and how much memory it takes. */
@Command(
    name = "footprint",
    description = "Measures the time to the first 200, and memory at rest and under full load.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
final class FootprintBench implements Callable<Integer> {
  private static final Kind FULL = new Kind(20, 256);
  private static final int OK = 200;

  @Option(names = "--starts", description = "Of which the median is told.")
  private int starts = 7;

  @Option(names = "--rest", description = "Seconds after which it counts as idle.")
  private int rest = 15;

  @Option(names = "--seconds", description = "Of full load.")
  private int seconds = 30;

  @Option(names = "--heap", description = "Of the server under full load.")
  private String heap = "256m";

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var workplace = Workplace.make()) {
      var nanos = new long[starts];
      for (int i = 0; i < starts; i++) {
        nanos[i] = start(workplace, i);
      }
      var latencies = Latencies.of(nanos);
      System.out.printf(
          "start to first 200       %6.0f ms (the quickest %.0f, the slowest %.0f, of %d)%n",
          latencies.millis(0.5), latencies.quickestMillis(), latencies.slowestMillis(), starts);
      System.out.printf("memory at rest           %6d MiB%n", idle(workplace));
      System.out.printf("memory under full load   %6d MiB, with -Xmx%s%n", loaded(workplace), heap);
    }
    return 0;
  }

  private static long start(Workplace workplace, int number)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    var folder = workplace.folder().resolve("start-" + number);
    try (var server = Jar.built().onAllCores().start(folder)) {
      awaitFirst(server);
      return System.nanoTime() - began;
    }
  }

  private static void awaitFirst(Server server) throws InterruptedException {
    var body = Bodies.of(1).get(0);
    while (Http.once(server.port(), "POST", "/track", body).status() != OK) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private long idle(Workplace workplace) throws IOException, InterruptedException {
    try (var server = Jar.built().onAllCores().start(workplace.folder().resolve("idle"))) {
      awaitFirst(server);
      TimeUnit.SECONDS.sleep(rest);
      return server.memory().now();
    }
  }

  private long loaded(Workplace workplace) throws IOException, InterruptedException {
    var jar = Jar.built().option("-Xmx" + heap);
    try (var entrant = new Lineup(workplace.folder()).delivering("loaded", jar)) {
      entrant.run(Wrk.in(workplace.folder()), FULL, Duration.ofSeconds(seconds));
      return entrant.server().memory().most();
    }
  }
}
