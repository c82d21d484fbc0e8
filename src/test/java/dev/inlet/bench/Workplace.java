package dev.inlet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;

/** A folder that is there for one run, and how long that takes so far. */
record Workplace(Path folder, long start) implements AutoCloseable {
  static Workplace make() throws IOException {
    var target = Files.createDirectories(Path.of("target").toAbsolutePath());
    return new Workplace(Files.createTempDirectory(target, "bench-"), System.nanoTime());
  }

  /** Says how far it got, and when. */
  void tell(String progress) {
    var time = Duration.ofNanos(System.nanoTime() - start);
    System.err.printf("    %d:%02d %s%n", time.toMinutes(), time.toSecondsPart(), progress);
  }

  @Override
  public void close() throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
