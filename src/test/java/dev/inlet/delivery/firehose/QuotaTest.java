package dev.inlet.delivery.firehose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.inlet.delivery.Compression;
import dev.inlet.delivery.DeliveryConfig;
import dev.inlet.delivery.Ledger;
import dev.inlet.delivery.Shipper;
import dev.inlet.delivery.Spools;
import dev.inlet.spool.Disk;
import dev.inlet.spool.Spool;
import dev.inlet.standin.Clients;
import dev.inlet.standin.Counts;
import dev.inlet.standin.Setup;
import dev.inlet.standin.StandIn;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Out of a backlog, a stream is asked for about what its quota is, which nobody told. */
@Timeout(240)
class QuotaTest {
  private static final int SETTLE_SECONDS = 5;
  private static final int SECONDS = 15;
  private static final int EVENTS_IN_FRAME = 200;
  private static final Duration SOON = Duration.ofMillis(50);

  private @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"us-east-1, 5", "eu-central-1, 1"})
  void findsTheQuotaOfAStreamInsteadOfHammeringIt(String region, int quotaMebibytes)
      throws Exception {
    var setup = Setup.in(folder.resolve("aws")).withRegion(region);
    long quota = (long) quotaMebibytes << 20;
    try (var spool = Spools.open(folder.resolve("spool"), Disk.real());
        var standIn = StandIn.start(setup);
        var firehose = new Firehose(() -> Clients.of(standIn).firehose())) {
      fill(spool, 2 * (SETTLE_SECONDS + SECONDS) * quota);
      var config = new DeliveryConfig(Duration.ZERO, quota / 8, Compression.NONE);
      var sink = firehose.sink(List.of(Setup.EVENTS), (line, reason) -> false);
      try (var shipper =
          new Shipper("events", spool, Ledger.NONE, sink, config, 8, Clock.systemUTC())) {
        shipper.start();
        awaitThrottling(standIn, shipper);
        Thread.sleep(Duration.ofSeconds(SETTLE_SECONDS));
        var settled = standIn.counts(Setup.EVENTS);
        long begin = System.nanoTime();
        Thread.sleep(Duration.ofSeconds(SECONDS));
        double seconds = (System.nanoTime() - begin) / 1e9;
        var after = standIn.counts(Setup.EVENTS);

        double perSecond = (after.bytes() - settled.bytes()) / seconds;
        double throttled =
            (double) (refused(after) - refused(settled)) / (all(after) - all(settled));
        System.out.printf(
            "%s: %.2f of the quota, %.1f %% of the records throttled%n",
            region, perSecond / quota, 100 * throttled);
        assertThat(throttled).isLessThan(0.1);
        assertThat(perSecond / quota).isBetween(0.3, 1.05);
      }
    }
  }

  /** A machine on which the stream never has too much can't show what becomes of that. */
  private static void awaitThrottling(StandIn standIn, Shipper shipper) throws Exception {
    while (refused(standIn.counts(Setup.EVENTS)) == 0) {
      assumeFalse(shipper.drain(SOON), "this machine is too slow to reach the quota");
    }
  }

  private static void fill(Spool spool, long bytes) {
    var frame = new Events().frame(EVENTS_IN_FRAME);
    for (long filled = 0; filled < bytes; filled += frame.length) {
      Spools.appendFrame(spool, 0, frame, EVENTS_IN_FRAME);
    }
  }

  /** Calls of one record each, refused as a whole or in part. */
  private static long refused(Counts counts) {
    return counts.callsRefused() + counts.recordsRefused();
  }

  private static long all(Counts counts) {
    return counts.records() + refused(counts);
  }
}
