package dev.inlet.process;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a JVM noted of a rehearsal of the jar: hundreds of processes are started by tests, each for
 * a third of the CPU. The first that needs it rehearses, and other forks wait.
 *
 * <p>When it can't be had, tests take longer, and {@code RehearseIT} says why.
 */
final class Notes {
  private static final int TAKEN_SINCE_JDK = 25;
  private static final Duration REHEARSAL_MAX = Duration.ofMinutes(2);
  private static final Path FOLDER = Path.of("target").toAbsolutePath();
  private static final Path FILE = FOLDER.resolve("tests.aot");
  private static final List<String> OPTIONS = options();

  private Notes() {}

  /** What a JVM is told, to use them. */
  static List<String> asOptions() {
    return OPTIONS;
  }

  private static List<String> options() {
    if (Runtime.version().feature() < TAKEN_SINCE_JDK) {
      return List.of();
    }
    try (var file = FileChannel.open(FOLDER.resolve("tests.aot.lock"), CREATE, WRITE)) {
      file.lock(); // Until the file is closed.
      if (!isOfThisJar()) {
        rehearse();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return List.of("-XX:AOTCache=" + FILE, "-Xlog:aot*=off", "-Xlog:cds*=off");
  }

  private static boolean isOfThisJar() throws IOException {
    return Files.exists(FILE)
        && Files.getLastModifiedTime(FILE).compareTo(Files.getLastModifiedTime(Launch.JAR)) > 0;
  }

  private static void rehearse() throws IOException {
    Files.deleteIfExists(FILE);
    try (var rehearsal =
        Launch.in(FOLDER).option("-XX:AOTCacheOutput=" + FILE).arguments("rehearse").start()) {
      rehearsal.exit(REHEARSAL_MAX);
    }
  }
}
