package dev.inlet.endurance;

import dev.inlet.process.Http;
import dev.inlet.process.InletProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process at one moment.
 *
 * @param spoolBytes on disk
 * @param undelivered lines
 * @param heapBytes in use
 * @param residentBytes of all its memory, as Linux counts it; 0 elsewhere
 */
record Gauges(long spoolBytes, long undelivered, long heapBytes, long residentBytes) {
  private static final String RESIDENT = "VmRSS:";

  /** Nothing while it does not answer. */
  static Optional<Gauges> of(InletProcess inlet) {
    try {
      var meters = Http.once(inlet.port(), "GET", "/prometheus", "").body();
      return Optional.of(
          new Gauges(
              sum(meters, "inlet_spool_bytes{stream=\"events\""),
              sum(meters, "inlet_spool_undelivered{stream=\"events\""),
              sum(meters, "jvm_memory_used_bytes{area=\"heap\""),
              residentBytes(inlet.pid())));
    } catch (UncheckedIOException down) {
      return Optional.empty();
    }
  }

  private static long sum(String meters, String start) {
    return meters
        .lines()
        .filter(line -> line.startsWith(start))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static long residentBytes(long pid) {
    var status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(RESIDENT))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public String toString() {
    return "spool %6.1f MB, %8d lines undelivered, heap %5.1f MB, resident %5.1f MB"
        .formatted(spoolBytes / 1e6, undelivered, heapBytes / 1e6, residentBytes / 1e6);
  }
}
