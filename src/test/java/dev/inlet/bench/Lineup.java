package dev.inlet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts the servers that are compared, each with its files in a folder of its own. */
final class Lineup {
  static final Path JAR = Path.of("target/inlet.jar");

  /** So much that no run fills it. */
  private static final String SPOOL_BYTES = Long.toString(200L << 30);

  private final Path folder;

  Lineup(Path folder) {
    this.folder = folder;
  }

  /** The servers of the main comparison, by the letters that the documentation calls them by. */
  Entrant start(char letter) throws IOException, InterruptedException {
    return switch (letter) {
      case 'a' -> Entrant.forgetful("a", bare("a", false));
      case 'b' -> Entrant.forgetful("b", bare("b", true));
      case 'c' -> holding("c", JAR);
      case 'd' -> delivering("d", JAR, "gzip");
      case 'e' -> delivering("e", JAR, "zstd");
      default -> throw new IllegalArgumentException("no server is called " + letter);
    };
  }

  /** What the documentation calls it. */
  static String title(String server) {
    return switch (server.charAt(0)) {
      case 'a' -> "bare Netty";
      case 'b' -> "with Inlet's reader";
      case 'c' -> "Inlet, taking in";
      case 'd' -> "Inlet, with gzip";
      case 'e' -> "Inlet, with zstd";
      default -> server;
    };
  }

  private Server bare(String name, boolean reads) throws IOException, InterruptedException {
    int port = Server.freePort();
    return Server.start(
        port,
        Files.createDirectories(folder.resolve(name)).resolve("log"),
        Map.of(),
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            BareServer.class.getName(),
            Integer.toString(port),
            Boolean.toString(reads)));
  }

  /** A jar that can deliver nothing, as a file is where its lake should be. */
  Entrant holding(String name, Path jar) throws IOException, InterruptedException {
    var data = Files.createDirectories(folder.resolve(name).resolve("data"));
    Files.createFile(data.resolve("lake"));
    var server = inlet(name, jar, Map.of("INLET_DELIVERY_OBJECT_BYTES_MAX", "1000000"));
    return Entrant.keeping(name, server, new Store(data));
  }

  /** A jar that delivers to a folder. */
  Entrant delivering(String name, Path jar, String compression)
      throws IOException, InterruptedException {
    return delivering(name, jar, Map.of("INLET_DELIVERY_COMPRESSION", compression));
  }

  /** What is built here, with these settings; it is sent requests with these headers. */
  Entrant delivering(String name, Map<String, String> settings, String... headers)
      throws IOException, InterruptedException {
    return delivering(name, JAR, settings, headers);
  }

  /** Delivers a second after it took a line at the latest, so that the end of it comes soon. */
  private Entrant delivering(String name, Path jar, Map<String, String> settings, String... headers)
      throws IOException, InterruptedException {
    var all = new HashMap<>(settings);
    all.put("INLET_DELIVERY_LINGER_MAX", "1s");
    var server = inlet(name, jar, all);
    var store = new Store(folder.resolve(name).resolve("data"));
    return Entrant.delivering(name, server, store, headers);
  }

  /** The jar with these settings besides its port and folder, and without builds of tables. */
  private Server inlet(String name, Path jar, Map<String, String> settings)
      throws IOException, InterruptedException {
    int port = Server.freePort();
    var data = Files.createDirectories(folder.resolve(name).resolve("data"));
    var environment = new HashMap<>(settings);
    environment.put("INLET_PORT", Integer.toString(port));
    environment.put("INLET_DATA", data.toString());
    environment.put("INLET_LAKE_EVERY", "0s");
    environment.put("INLET_SPOOL_BYTES_MAX", SPOOL_BYTES);
    return Server.start(
        port, folder.resolve(name).resolve("log"), environment, List.of("-jar", jar.toString()));
  }
}
