package dev.inlet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a process has used of the cores so far, as Linux counts it.
 *
 * @param seconds of all its threads, also those that have ended
 * @param compilerSeconds of those that compile what it runs
 */
record Cpu(double seconds, double compilerSeconds) {
  /** Of a tick, whatever the kernel counts in itself. */
  private static final double TICKS_A_SECOND = 100;

  private static final int USER_TICKS_AT = 11;

  static Cpu of(long pid) throws IOException {
    var process = Path.of("/proc", Long.toString(pid));
    double compiler = 0;
    for (var thread : threads(process.resolve("task"))) {
      if (isCompiler(thread)) {
        compiler += seconds(thread);
      }
    }
    return new Cpu(seconds(Files.readString(process.resolve("stat"))), compiler);
  }

  private static List<String> threads(Path tasks) throws IOException {
    var stats = new ArrayList<String>();
    try (var folders = Files.newDirectoryStream(tasks)) {
      for (var folder : folders) {
        var stat = ifThere(folder.resolve("stat"));
        if (stat != null) {
          stats.add(stat);
        }
      }
    }
    return stats;
  }

  private static @Nullable String ifThere(Path stat) {
    try {
      return Files.readString(stat);
    } catch (IOException ended) {
      return null;
    }
  }

  Cpu minus(Cpu before) {
    return new Cpu(seconds - before.seconds, compilerSeconds - before.compilerSeconds);
  }

  /** The name, in parentheses, is of any kind; what counts stands after it. */
  static double seconds(String stat) {
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER_TICKS_AT]) + Long.parseLong(fields[USER_TICKS_AT + 1]))
        / TICKS_A_SECOND;
  }

  static boolean isCompiler(String stat) {
    return stat.contains("(C1 Compiler") || stat.contains("(C2 Compiler");
  }
}
