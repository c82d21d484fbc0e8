package dev.inlet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Inlet with keys, limits and its console open, against itself without. */
@Command(
    name = "limits",
    description = "Compares Inlet with keys, limits and its console open to one that has none.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
final class LimitsBench implements Callable<Integer> {
  private static final String KEY = "9f86d081884c7d659a2feaa0c55ad015";
  private static final int KEYS_IN_FILE = 20;

  @Option(names = "--bodies", split = ",", description = "Events of a body.")
  private int[] bodies = {1, 20};

  @Option(names = "--connections", split = ",", description = "That send at once.")
  private int[] connections = {32, 256};

  @Option(names = "--rounds", description = "For each kind of requests.")
  private int rounds = 12;

  @Option(names = "--seconds", description = "In which each server has its turn in a round.")
  private int seconds = 3;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var workplace = Workplace.make();
        var open = open(workplace);
        var guarded = guarded(workplace);
        var watcher = new Watcher(guarded.server().port())) {
      var comparison =
          new Comparison(
              List.of(open, guarded),
              Wrk.in(workplace.folder()),
              WarmUp.standard(),
              rounds,
              Duration.ofSeconds(seconds),
              workplace::tell);
      for (int events : bodies) {
        for (int at : connections) {
          var kind = new Kind(events, at);
          System.out.println(new Result(comparison.run(kind), false).table());
        }
      }
    }
    return 0;
  }

  private static Entrant open(Workplace workplace) throws IOException, InterruptedException {
    return new Lineup(workplace.folder())
        .delivering(
            "open",
            Jar.built()
                .with("INLET_ADDRESS_CONNECTIONS_MAX", "0")
                .with("INLET_ADDRESS_BYTES_IN_FLIGHT_MAX", "0")
                .with("INLET_CONSOLE_ENABLED", "false"));
  }

  /** All that is there to say who may send and how much, at limits that are never reached. */
  private static Entrant guarded(Workplace workplace) throws IOException, InterruptedException {
    var keys = keyFile(workplace.folder().resolve("keys"));
    return new Lineup(workplace.folder())
        .delivering(
            "guarded",
            Jar.built()
                .with("INLET_KEYS_WEB", "2c624232cdd221771294dfbb310aca00," + KEY)
                .with("INLET_KEY_FILE", keys.toString())
                .with("INLET_LIMITS_WEB_CALLS", "track")
                .with("INLET_LIMITS_WEB_EVENTS_PER_SECOND", "1000000000")
                .with("INLET_PROXY_TRUSTED", "10.0.0.0/8")
                .with("INLET_CORS_ORIGINS", "https://www.example.com"),
            "X-Write-Key: " + KEY);
  }

  private static Path keyFile(Path file) throws IOException {
    return Files.writeString(
        file,
        IntStream.range(0, KEYS_IN_FILE)
            .mapToObj(i -> "app-" + i + " 60303ae22b998861bce3b28f33eec1" + (10 + i) + " track\n")
            .collect(Collectors.joining()));
  }
}
