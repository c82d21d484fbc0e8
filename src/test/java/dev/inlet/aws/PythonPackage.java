package dev.inlet.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Something from Python's package registry, in a virtual environment of its own. */
public final class PythonPackage {
  private static final Duration INSTALL_MAX = Duration.ofMinutes(5);

  private PythonPackage() {}

  /**
   * Installs it below target, unless it is there.
   *
   * @param requirement as pip takes it
   * @return the folder of its virtual environment
   */
  public static Path install(String name, String requirement)
      throws IOException, InterruptedException {
    var folder = Path.of("target", "aws", name).toAbsolutePath();
    var done = folder.resolve("installed");
    if (Files.exists(done) && Files.readString(done).equals(requirement)) {
      return folder;
    }
    Files.createDirectories(folder);
    var log = folder.resolve("install.log");
    finish(log, "python3", "-m", "venv", folder.toString());
    finish(log, folder.resolve("bin/pip").toString(), "install", "--quiet", requirement);
    Files.writeString(done, requirement);
    return folder;
  }

  private static void finish(Path log, String... command) throws IOException, InterruptedException {
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
