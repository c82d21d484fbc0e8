package dev.inlet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Starts the servers that are compared, each with its files in a folder of its own. */
record Lineup(Path folder) {
  /** The servers of the main comparison, by the letters that the documentation calls them by. */
  Entrant start(char letter) throws IOException, InterruptedException {
    return switch (letter) {
      case 'a' -> bare("a", false);
      case 'b' -> bare("b", true);
      case 'c' -> holding("c", Jar.built());
      case 'd' -> delivering("d", Jar.built());
      case 'e' -> delivering("e", Jar.built().with("INLET_DELIVERY_COMPRESSION", "zstd"));
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
      case 's' -> "the disk alone";
      default -> server;
    };
  }

  private Entrant bare(String name, boolean reads) throws IOException, InterruptedException {
    var log = Files.createDirectories(folder.resolve(name)).resolve("log");
    var server = Server.start(BareServer.class, log, Boolean.toString(reads));
    return Entrant.forgetful(name, server);
  }

  /** One that can deliver nothing, as a file is where its lake should be. */
  Entrant holding(String name, Jar jar) throws IOException, InterruptedException {
    var data = Files.createDirectories(folder.resolve(name).resolve("data"));
    Files.createFile(data.resolve("lake"));
    var server = jar.with("INLET_DELIVERY_OBJECT_BYTES_MAX", "1000000").start(folder.resolve(name));
    return Entrant.keeping(name, server, new Store(data));
  }

  /**
   * One that delivers to a folder, a second after it took a line at the latest, so that the end of
   * a round comes soon. It is sent requests with these headers.
   */
  Entrant delivering(String name, Jar jar, String... headers)
      throws IOException, InterruptedException {
    var server = jar.with("INLET_DELIVERY_LINGER_MAX", "1s").start(folder.resolve(name));
    return Entrant.delivering(
        name, server, new Store(folder.resolve(name).resolve("data")), headers);
  }
}
