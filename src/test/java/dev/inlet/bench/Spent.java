package dev.inlet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What a process took from its start to its end.
 *
 * @param cpuSeconds of all its threads
 * @param memory the most that it ever had, in MiB
 */
record Spent(double seconds, double cpuSeconds, long memory) {
  private static final String ALL_CORES = "0-1023";
  private static final long LOOK_AGAIN_MILLIS = 10;

  /** What a shell says that its children took: user and system. */
  private static final Pattern TIMES =
      Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s\\s*\\z");

  /**
   * Runs a JVM on all cores until it ends.
   *
   * @param log where its output goes
   * @throws IOException when it fails, or takes longer than this
   */
  static Spent by(List<String> java, Path log, Duration max)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("sh", "-c", "\"$@\" && times", "sh"));
    command.addAll(List.of("taskset", "-c", ALL_CORES));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(java);
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("INLET_"));
    long begin = System.nanoTime();
    var process = builder.start();
    long memory = 0;
    while (!process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
      memory = Math.max(memory, memory(process));
      if (System.nanoTime() - begin > max.toNanos()) {
        throw new IOException("it takes more than %d s".formatted(max.toSeconds()));
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (process.exitValue() != 0) {
      throw new IOException("it failed: " + Files.readString(log));
    }
    return new Spent(seconds, cpuSeconds(Files.readString(log)), memory);
  }

  private static long memory(Process shell) {
    try (var children = shell.descendants()) {
      return children.mapToLong(child -> memory(child.pid())).max().orElse(0);
    }
  }

  private static long memory(long pid) {
    try {
      return Memory.of(Files.readString(Path.of("/proc", Long.toString(pid), "status"))).most();
    } catch (IOException | IllegalArgumentException ended) {
      return 0;
    }
  }

  static double cpuSeconds(String output) {
    var found = TIMES.matcher(output);
    if (!found.find()) {
      throw new IllegalArgumentException("no times are said");
    }
    return 60 * (Long.parseLong(found.group(1)) + Long.parseLong(found.group(3)))
        + Double.parseDouble(found.group(2))
        + Double.parseDouble(found.group(4));
  }
}
