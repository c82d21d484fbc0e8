package dev.inlet.delivery.firehose;

import dev.inlet.delivery.Compression;
import dev.inlet.delivery.DeliveryConfig;
import dev.inlet.delivery.Ledger;
import dev.inlet.delivery.Shipper;
import dev.inlet.delivery.Spools;
import dev.inlet.spool.Disk;
import dev.inlet.standin.Setup;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Delivers what a spool holds to where the environment says: {@code <folder>}. */
final class DeliverProgram {
  private static final long BATCH_BYTES_MAX = 128 << 10;

  private DeliverProgram() {}

  public static void main(String[] args) throws Exception {
    var config = new DeliveryConfig(Duration.ZERO, BATCH_BYTES_MAX, Compression.GZIP);
    try (var spool = Spools.open(Path.of(args[0]), Disk.real());
        var firehose = new Firehose()) {
      var sink = firehose.sink(List.of(Setup.EVENTS), (line, reason) -> false);
      try (var shipper =
          new Shipper("events", spool, Ledger.NONE, sink, config, 4, Clock.systemUTC())) {
        shipper.start();
        System.out.println("drained=" + shipper.drain(Duration.ofMinutes(2)));
      }
    }
  }
}
