package dev.inlet.terraform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs that are run to their end. */
final class Shell {
  private static final long MINUTES_MAX = 10;

  private Shell() {}

  /**
   * What became of one.
   *
   * @param output what it said, errors too
   */
  record Ran(int status, String output) {}

  /** Runs it in the root of the repository. */
  static Ran run(Map<String, String> environment, String... command) {
    return run(Path.of("."), environment, command);
  }

  static Ran run(Path folder, Map<String, String> environment, String... command) {
    var builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
    builder.directory(folder.toFile()).environment().putAll(environment);
    try {
      var process = builder.start();
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("it did not end: " + String.join(" ", command));
      }
      return new Ran(process.exitValue(), output);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException hurried) {
      throw new IllegalStateException(hurried);
    }
  }

  /** Whether a program of this name is on the path. */
  static boolean has(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
  }
}
