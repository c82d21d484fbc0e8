package dev.inlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the tables now and then, as {@code inlet lake build} does, in a process of its own: it has
 * a lower priority, and nothing that goes wrong in it can hurt the one that takes events.
 */
final class LakeSchedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LakeSchedule.class);
  private static final Path NICE = Path.of("/usr/bin/nice");

  private final Duration every;
  private final List<String> arguments;
  private final Path temporary;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Process running;

  /**
   * @param every how often; zero for never
   * @param arguments of the command
   * @param temporary where what a JVM unpacks is put; it is emptied before each build
   */
  LakeSchedule(Duration every, List<String> arguments, Path temporary) {
    this.every = every;
    this.arguments = arguments;
    this.temporary = temporary;
  }

  void start() {
    if (!every.isZero()) {
      Thread.ofPlatform().name("lake-schedule").daemon().start(this::run);
    }
  }

  private void run() {
    try {
      while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
        build();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void build() throws InterruptedException {
    try {
      empty();
      var process = new ProcessBuilder(command()).redirectErrorStream(true).start();
      running = process;
      if (closed.getCount() == 0) {
        process.destroy();
      }
      var lines = lines(process);
      int status = process.waitFor();
      if (status == 0) {
        lines.forEach(line -> LOG.info("Tables: {}", line));
      } else if (closed.getCount() > 0) {
        LOG.warn("Tables were not built, status {}: {}", status, String.join(" ", lines));
      }
    } catch (IOException e) {
      LOG.warn("Tables were not built: {}", e.toString());
    }
  }

  private static List<String> lines(Process process) throws IOException {
    try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      return reader.lines().toList();
    }
  }

  private List<String> command() {
    var command = new ArrayList<String>();
    if (Files.isExecutable(NICE)) {
      command.addAll(List.of(NICE.toString(), "-n", "10"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            Application.class.getName(),
            "lake",
            "build",
            "--quiet"));
    command.addAll(arguments);
    return command;
  }

  /** A process that is killed leaves what it unpacked. */
  private void empty() throws IOException {
    Files.createDirectories(temporary);
    try (var files = Files.newDirectoryStream(temporary)) {
      for (var file : files) {
        if (Files.isRegularFile(file)) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    var process = running;
    if (process != null) {
      process.destroy();
    }
  }
}
