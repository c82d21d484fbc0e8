package dev.inlet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;

/**
 * A folder that is there for one run, and how long that takes so far. However the run ends, neither
 * the folder nor a server is left.
 */
record Workplace(Path folder, long start) implements AutoCloseable {
  static Workplace make() throws IOException {
    var target = Files.createDirectories(Path.of("target").toAbsolutePath());
    var made = new Workplace(Files.createTempDirectory(target, "bench-"), System.nanoTime());
    Runtime.getRuntime().addShutdownHook(new Thread(made::leave));
    return made;
  }

  /** Says how far it got, and when. */
  void tell(String progress) {
    var time = Duration.ofNanos(System.nanoTime() - start);
    System.err.printf("    %d:%02d %s%n", time.toMinutes(), time.toSecondsPart(), progress);
  }

  /** Whether it takes longer than that. */
  boolean isOver(Duration max) {
    return System.nanoTime() - start > max.toNanos();
  }

  private void leave() {
    try (var running = ProcessHandle.current().descendants()) {
      running
          .toList()
          .forEach(process -> {
            process.destroyForcibly();
            process.onExit().join();
          });
      close();
    } catch (IOException failed) {
      System.err.println("left behind: " + folder);
    }
  }

  @Override
  public void close() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
