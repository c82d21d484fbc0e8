package dev.inlet.delivery.firehose;

import dev.inlet.delivery.Compression;
import dev.inlet.delivery.DeliveryConfig;
import dev.inlet.delivery.Ledger;
import dev.inlet.delivery.Shipper;
import dev.inlet.delivery.Spools;
import dev.inlet.spool.Disk;
import dev.inlet.spool.Spool;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClient;

/**
 * Fills a spool, and then delivers it: {@code <folder> <megabytes> <compression>}, to the SDK's
 * client when its environment names an endpoint, and otherwise to one that takes all at once.
 */
final class BacklogProgram {
  private static final int EVENTS_IN_FRAME = 200;

  /** More than a batch holds, so that nothing is compressed by its own repetition. */
  private static final int FRAMES = 100;

  private BacklogProgram() {}

  public static void main(String[] args) throws Exception {
    var folder = Path.of(args[0]);
    var backlogBytes = Long.parseLong(args[1]) << 20;
    var compression = Compression.valueOf(args[2]);
    try (var spool = Spools.open(folder.resolve("spool"), Disk.real())) {
      var events = new Events();
      var frames = Stream.generate(() -> events.frame(EVENTS_IN_FRAME)).limit(FRAMES).toList();
      for (long bytes = 0; bytes < backlogBytes; ) {
        for (var frame : frames) {
          Spools.appendFrame(spool, 0, frame, EVENTS_IN_FRAME);
          bytes += frame.length;
        }
      }
      deliver(spool, compression);
    }
  }

  private static void deliver(Spool spool, Compression compression) throws InterruptedException {
    var config = new DeliveryConfig(Duration.ZERO, Firehose.BATCH_BYTES_MAX, compression);
    boolean real = System.getenv("AWS_ENDPOINT_URL") != null;
    FirehoseAsyncClient taker = new TakingClient();
    try (var firehose = real ? new Firehose() : new Firehose(() -> taker)) {
      var sink = firehose.sink(List.of("inlet-events"), (line, reason) -> false);
      long start = System.nanoTime();
      long cpu = cpuNanos();
      int inFlightMax = Firehose.inFlightMax(8, compression, Runtime.getRuntime().maxMemory());
      try (var shipper =
          new Shipper("events", spool, Ledger.NONE, sink, config, inFlightMax, Clock.systemUTC())) {
        shipper.start();
        var drained = shipper.drain(Duration.ofMinutes(2));
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (cpuNanos() - cpu) / 1e9;
        var state = shipper.state();
        System.out.printf(
            "drained=%s lines=%d expected=%d seconds=%.2f cpu=%.2f perSecond=%.0f perCpuSecond=%.0f"
                + " heapMax=%d%n",
            drained,
            state.lines(),
            spool.state().next(),
            seconds,
            cpuSeconds,
            state.lines() / seconds,
            state.lines() / cpuSeconds,
            Runtime.getRuntime().maxMemory() >> 20);
      }
    }
  }

  private static long cpuNanos() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return ((com.sun.management.OperatingSystemMXBean) system).getProcessCpuTime();
  }
}
