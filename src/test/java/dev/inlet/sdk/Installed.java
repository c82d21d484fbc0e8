package dev.inlet.sdk;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** What is installed below target, once, by the tools of its language. */
final class Installed {
  private static final Duration INSTALL_MAX = Duration.ofMinutes(5);
  private static final Lock ONE_AT_A_TIME = new ReentrantLock();

  private final Path folder;

  private Installed(Path folder) {
    this.folder = folder;
  }

  /** A package of npm. */
  static Installed npm(String name, String requirement) {
    var installed = new Installed(folder(name));
    installed.once(
        requirement,
        List.of(
            "npm",
            "install",
            "--prefix",
            installed.folder.toString(),
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            requirement));
    return installed;
  }

  /** A package of PyPI, in an environment of its own. */
  static Installed pip(String name, String requirement) {
    var installed = new Installed(folder(name));
    installed.once(
        requirement,
        List.of("python3", "-m", "venv", installed.folder.toString()),
        List.of(installed.path("bin/pip"), "install", "--quiet", requirement));
    return installed;
  }

  /** The class path that a pom says; it is then in a file. */
  static Installed maven(String name, String pom) {
    var installed = new Installed(folder(name));
    installed.program(pom);
    installed.once(
        pom,
        List.of(
            "mvn",
            "-B",
            "-q",
            "-f",
            installed.path(pom),
            "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath",
            "-Dmdep.outputFile=" + installed.path("classpath")));
    return installed;
  }

  private static Path folder(String name) {
    var folder = Path.of("target", "sdk", name).toAbsolutePath();
    try {
      return Files.createDirectories(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @SafeVarargs
  private void once(String what, List<String>... commands) {
    var done = folder.resolve("installed");
    ONE_AT_A_TIME.lock();
    try {
      if (Files.exists(done) && Files.readString(done).equals(what)) {
        return;
      }
      for (var command : commands) {
        run(command);
      }
      Files.writeString(done, what);
    } catch (IOException failed) {
      abort(what + " can't be installed: " + failed.getMessage());
    } catch (InterruptedException hurried) {
      throw new IllegalStateException(hurried);
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
          String.join(" ", command) + " ended with " + process.exitValue() + ", see " + log);
    }
  }

  /** Copies a program of this suite to where it finds what is installed. */
  String program(String name) {
    var copy = folder.resolve(name);
    try (var in = Installed.class.getResourceAsStream("/sdk/" + name)) {
      if (in == null) {
        throw new AssertionError("there is no program " + name);
      }
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return copy.toString();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  String path(String name) {
    return folder.resolve(name).toString();
  }

  String text(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
