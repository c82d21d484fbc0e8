package dev.inlet.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Requests per CPU-second of the jar, with all it does for an event until it is in the lake folder,
 * against those of {@link BareServer} in the same minutes: {@code <rounds> <seconds> <core of the
 * servers> <folder>}. Rounds alternate between the two, so that what else the machine does falls on
 * both.
 */
final class HttpBench {
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final double NANOS = 1e9;

  private HttpBench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = Integer.parseInt(args[0]);
    var time = Duration.ofSeconds(Integer.parseInt(args[1]));
    int core = Integer.parseInt(args[2]);
    System.out.println("events  connections  inlet req/cpu-s  bare req/cpu-s  ratio  (min to max)");
    try (var inlet = inlet(core, Path.of(args[3]), Map.of());
        var bare = bare(core, Load.answerBodyBytes(inlet.port(), request(1, List.of())))) {
      for (int events : new int[] {1, 20}) {
        for (int connections : new int[] {32, 256}) {
          row(inlet, bare, events, connections, rounds, time);
        }
      }
    }
  }

  /** The jar, with its data in this folder and these settings. */
  static Server inlet(int core, Path folder, Map<String, String> settings)
      throws IOException, InterruptedException {
    int port = Server.freePort();
    var environment = new HashMap<>(settings);
    environment.put("INLET_PORT", Integer.toString(port));
    environment.put("INLET_DATA", folder.toString());
    return Server.start(core, port, environment, List.of("-jar", "target/inlet.jar"));
  }

  private static Server bare(int core, int bodyBytes) throws IOException, InterruptedException {
    int port = Server.freePort();
    return Server.start(
        core,
        port,
        Map.of(),
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            BareServer.class.getName(),
            Integer.toString(port),
            Integer.toString(bodyBytes)));
  }

  private static void row(
      Server inlet, Server bare, int events, int connections, int rounds, Duration time)
      throws IOException {
    var ofInlet = new double[rounds];
    var ofBare = new double[rounds];
    try (var inletLoad = new Load(inlet.port(), connections, request(events, List.of()));
        var bareLoad = new Load(bare.port(), connections, request(events, List.of()))) {
      perCpuSecond(inlet, inletLoad, WARM_UP);
      perCpuSecond(bare, bareLoad, WARM_UP);
      for (int round = 0; round < rounds; round++) {
        ofInlet[round] = perCpuSecond(inlet, inletLoad, time);
        ofBare[round] = perCpuSecond(bare, bareLoad, time);
      }
    }
    var ratios = IntStream.range(0, rounds).mapToDouble(i -> ofInlet[i] / ofBare[i]).toArray();
    System.out.printf(
        "%6d  %11d  %15.0f  %14.0f  %5.2f  (%.2f to %.2f)%n",
        events,
        connections,
        Interval.median(ofInlet),
        Interval.median(ofBare),
        Interval.median(ratios),
        DoubleStream.of(ratios).min().orElseThrow(),
        DoubleStream.of(ratios).max().orElseThrow());
  }

  static double perCpuSecond(Server server, Load load, Duration time) throws IOException {
    var before = server.cpu();
    var answered = load.run(time);
    return answered / (server.cpu().minus(before).toNanos() / NANOS);
  }

  /** A request with so many events and, besides those it needs, these headers. */
  static byte[] request(int events, List<String> headers) {
    var body =
        Stream.generate(() ->
                "{\"eventName\":\"report_exported\",\"metadata\":{\"format\":\"csv\",\"rows\":1200,"
                    + "\"ratio\":0.75,\"filters\":[\"region\",\"owner\"],\"fullScreen\":true,"
                    + "\"path\":\"/reports/quarterly\"},\"timestampUTC\":1795224409123}")
            .limit(events)
            .collect(
                Collectors.joining(
                    ",", "{\"userId\":\"8f14e45fceea167a5a36dedd4bea2543\",\"events\":[", "]}"));
    return ("POST /track HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n"
            + headers.stream().map(header -> header + "\r\n").collect(Collectors.joining())
            + "\r\n"
            + body)
        .getBytes(US_ASCII);
  }
}
