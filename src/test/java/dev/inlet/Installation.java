package dev.inlet;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A folder that something is installed in once, whichever process of the suite asks first. */
public record Installation(Path folder) {
  private static final Duration INSTALL_MAX = Duration.ofMinutes(5);

  /** The lock of a file is between processes, and not between their threads. */
  private static final Lock ONE_AT_A_TIME = new ReentrantLock();

  /** One below target, which is made when it is not there. */
  public static Installation below(String parent, String name) throws IOException {
    return new Installation(
        Files.createDirectories(Path.of("target", parent, name).toAbsolutePath()));
  }

  /** A package of PyPI, as pip takes it, in a virtual environment. */
  public void pip(String requirement) throws IOException, InterruptedException {
    once(
        requirement,
        List.of("python3", "-m", "venv", folder.toString()),
        List.of(folder.resolve("bin/pip").toString(), "install", "--quiet", requirement));
  }

  /** Runs these one after the other, unless they have been run for the same. */
  @SafeVarargs
  public final void once(String what, List<String>... commands)
      throws IOException, InterruptedException {
    var done = folder.resolve("installed");
    ONE_AT_A_TIME.lock();
    try (var file = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
        var alone = file.lock()) {
      if (Files.exists(done) && Files.readString(done).equals(what)) {
        return;
      }
      for (var command : commands) {
        run(command);
      }
      Files.writeString(done, what);
    } finally {
      ONE_AT_A_TIME.unlock();
    }
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    var log = folder.resolve("install.log");
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(INSTALL_MAX.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " took longer than " + INSTALL_MAX);
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "%s ended with %d: %s"
              .formatted(
                  String.join(" ", command), process.exitValue(), Files.readString(log).strip()));
    }
  }
}
