package dev.inlet.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What of a heap is still in use after all else was collected. */
final class LiveHeap {
  private static final Pattern TOTAL =
      Pattern.compile("^Total +\\d+ +(\\d+) *$", Pattern.MULTILINE);
  private static final double MIB = 1 << 20;

  private LiveHeap() {}

  /** Has a JVM collect, and tells what is left, in MiB. */
  static double mib(long pid) throws IOException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var process =
        new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    try (var said = process.getInputStream()) {
      return parse(new String(said.readAllBytes(), UTF_8));
    }
  }

  static double parse(String histogram) throws IOException {
    var total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new IOException("the JVM does not tell of its heap: " + histogram);
    }
    return Long.parseLong(total.group(1)) / MIB;
  }
}
