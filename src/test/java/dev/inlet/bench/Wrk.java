package dev.inlet.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A load that sends the next request on a connection when the last one is answered, by {@code wrk}.
 *
 * @param folder where it keeps the bodies
 */
record Wrk(Path folder, Map<Integer, Path> bodies) {
  private static final Path SCRIPT = Path.of("target/test-classes/dev/inlet/bench/load.lua");
  private static final Pattern DONE =
      Pattern.compile("answered (\\d+) in (\\d+) us, cut (\\d+), refused (\\d+)");
  private static final double MICROS = 1e6;

  /** What was answered 200, and how long it took. */
  record Answered(long requests, double seconds) {}

  static Wrk in(Path folder) {
    return new Wrk(folder, new HashMap<>());
  }

  /**
   * Sends for so long, and returns as soon as nothing is sent any more.
   *
   * @throws IOException when anything was not answered 200
   */
  Answered run(int port, Kind kind, List<String> headers, Duration time) throws IOException {
    var process =
        new ProcessBuilder(command(port, kind, headers, time)).redirectErrorStream(true).start();
    var said = new StringBuilder();
    try (var lines = process.inputReader(UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var answered = parse(line);
        if (answered != null) {
          return answered;
        }
        said.append(line).append('\n');
      }
    }
    throw new IOException("wrk did not send: " + said);
  }

  private List<String> command(int port, Kind kind, List<String> headers, Duration time)
      throws IOException {
    var command = new ArrayList<>(List.of("wrk", "-t1", "-c" + kind.connections()));
    command.addAll(List.of("-d" + time.toSeconds() + "s", "--timeout", "30s"));
    headers.forEach(header -> command.addAll(List.of("-H", header)));
    command.addAll(List.of("-s", SCRIPT.toString(), "http://127.0.0.1:" + port + "/track"));
    command.add(bodies(kind.events()).toString());
    return command;
  }

  private Path bodies(int events) throws IOException {
    var known = bodies.get(events);
    if (known != null) {
      return known;
    }
    var written = Bodies.write(folder.resolve("bodies-" + events), events);
    bodies.put(events, written);
    return written;
  }

  /** What a line says; null when it says nothing of that. */
  static @Nullable Answered parse(String line) throws IOException {
    var done = DONE.matcher(line);
    if (!done.matches()) {
      return null;
    }
    if (!done.group(3).equals("0") || !done.group(4).equals("0")) {
      throw new IOException("not all was answered 200: " + line);
    }
    return new Answered(Long.parseLong(done.group(1)), Long.parseLong(done.group(2)) / MICROS);
  }
}
