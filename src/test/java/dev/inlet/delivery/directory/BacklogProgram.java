package dev.inlet.delivery.directory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.inlet.delivery.Compression;
import dev.inlet.delivery.DeliveryConfig;
import dev.inlet.delivery.Shipper;
import dev.inlet.delivery.Spools;
import dev.inlet.spool.Disk;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Fills a spool, and then delivers it: {@code <folder> <megabytes> <megabytes of an object>}. */
final class BacklogProgram {
  private static final int FRAME_BYTES = 64 << 10;
  private static final String LINE =
      "{\"id\":\"%08d\",\"type\":\"track\",\"metadata\":{\"path\":\"/\",\"price\":1.50}}";

  private BacklogProgram() {}

  public static void main(String[] args) throws Exception {
    var folder = Path.of(args[0]);
    var backlogBytes = Long.parseLong(args[1]) << 20;
    var config = new DeliveryConfig(Duration.ZERO, Long.parseLong(args[2]) << 20, Compression.GZIP);
    try (var spool = Spools.open(folder.resolve("spool"), Disk.real())) {
      var lines = frame();
      for (long bytes = 0; bytes < backlogBytes; bytes += FRAME_BYTES) {
        Spools.append(spool, 0, lines);
      }
      var sink = new DirectorySink(folder.resolve("raw"), Disk.real());
      try (var shipper = new Shipper("events", spool, sink, config, Clock.systemUTC())) {
        shipper.start();
        var drained = shipper.drain(Duration.ofMinutes(1));
        var state = shipper.state();
        System.out.printf(
            "drained=%s lines=%d expected=%d batches=%d%n",
            drained, state.lines(), spool.state().next(), state.batches());
      }
    }
  }

  private static String[] frame() {
    var first = LINE.formatted(0).getBytes(US_ASCII);
    var lines = new String[FRAME_BYTES / (first.length + 1)];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = LINE.formatted(i);
    }
    return lines;
  }
}
