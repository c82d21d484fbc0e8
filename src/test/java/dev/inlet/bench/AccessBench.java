package dev.inlet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Requests per CPU-second of the jar with keys, limits and the console open against those of the
 * same jar without, in the same minutes: {@code <rounds> <seconds> <core of the servers> <folder>}.
 * Each round has both, and begins with the one that the last ended with, so that what else the
 * machine does falls on both.
 */
final class AccessBench {
  /**
   * By number and not by time, of which a busy machine gives each of the two another part; in
   * turns, as connections are closed that are idle for long.
   */
  private static final long WARM_UP_REQUESTS = 100_000;

  private static final String KEY = "9f86d081884c7d659a2feaa0c55ad015";
  private static final int KEYS_IN_FILE = 20;

  private AccessBench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = Integer.parseInt(args[0]);
    var time = Duration.ofSeconds(Integer.parseInt(args[1]));
    int core = Integer.parseInt(args[2]);
    var folder = Files.createDirectories(Path.of(args[3]));
    System.out.println("events  connections  guarded req/cpu-s  open req/cpu-s  ratio  (95 %)");
    try (var guarded = HttpBench.inlet(core, folder.resolve("guarded"), guards(folder));
        var open = HttpBench.inlet(core, folder.resolve("open"), openToAll());
        var watcher = new Watcher(guarded.port())) {
      for (int events : new int[] {1, 20}) {
        for (int connections : new int[] {32, 256}) {
          row(guarded, open, events, connections, rounds, time);
        }
      }
    }
  }

  /** All that is there to say who may send and how much, at limits that are never reached. */
  private static Map<String, String> guards(Path folder) throws IOException {
    var keys = folder.resolve("keys");
    Files.writeString(
        keys,
        IntStream.range(0, KEYS_IN_FILE)
            .mapToObj(i -> "app-" + i + " 60303ae22b998861bce3b28f33eec1" + (10 + i) + " track\n")
            .collect(Collectors.joining()));
    return Map.of(
        "INLET_KEYS_WEB", "2c624232cdd221771294dfbb310aca00," + KEY,
        "INLET_KEY_FILE", keys.toString(),
        "INLET_LIMITS_WEB_CALLS", "track",
        "INLET_LIMITS_WEB_EVENTS_PER_SECOND", "1000000000",
        "INLET_PROXY_TRUSTED", "10.0.0.0/8",
        "INLET_CORS_ORIGINS", "https://www.example.com");
  }

  private static Map<String, String> openToAll() {
    return new HashMap<>(
        Map.of(
            "INLET_ADDRESS_CONNECTIONS_MAX", "0",
            "INLET_ADDRESS_BYTES_IN_FLIGHT_MAX", "0",
            "INLET_CONSOLE_ENABLED", "false"));
  }

  private static void row(
      Server guarded, Server open, int events, int connections, int rounds, Duration time)
      throws IOException {
    var ofGuarded = new double[rounds];
    var ofOpen = new double[rounds];
    var keyed = HttpBench.request(events, List.of("X-Write-Key: " + KEY));
    try (var guardedLoad = new Load(guarded.port(), connections, keyed);
        var openLoad = new Load(open.port(), connections, HttpBench.request(events, List.of()))) {
      for (long answered = 0; answered < WARM_UP_REQUESTS / events; ) {
        answered += Math.min(guardedLoad.run(time), openLoad.run(time));
      }
      for (int round = 0; round < rounds; round++) {
        if (round % 2 == 0) {
          ofGuarded[round] = HttpBench.perCpuSecond(guarded, guardedLoad, time);
          ofOpen[round] = HttpBench.perCpuSecond(open, openLoad, time);
        } else {
          ofOpen[round] = HttpBench.perCpuSecond(open, openLoad, time);
          ofGuarded[round] = HttpBench.perCpuSecond(guarded, guardedLoad, time);
        }
      }
    }
    print(events, connections, ofGuarded, ofOpen);
  }

  private static void print(int events, int connections, double[] ofGuarded, double[] ofOpen) {
    var interval =
        Interval.of(
            IntStream.range(0, ofOpen.length).mapToDouble(i -> ofGuarded[i] / ofOpen[i]).toArray());
    System.out.printf(
        "%6d  %11d  %17.0f  %14.0f  %5.3f  (%.3f to %.3f)%n",
        events,
        connections,
        Interval.median(ofGuarded),
        Interval.median(ofOpen),
        interval.median(),
        interval.low(),
        interval.high());
  }
}
