package dev.inlet;

import dev.inlet.delivery.DeliveryConfig;
import dev.inlet.delivery.Ledger;
import dev.inlet.delivery.Shipper;
import dev.inlet.delivery.Sink;
import dev.inlet.ops.Stream;
import dev.inlet.spool.Spool;
import java.time.Clock;

/**
 * How the lines of a spool are delivered.
 *
 * @param cutting how they are cut into batches
 * @param inFlightMax batches on the way at once
 */
record Route(Sink sink, DeliveryConfig cutting, int inFlightMax) {
  Stream of(String name, Spool spool, Ledger ledger, Clock clock) {
    return new Stream(
        name, spool, new Shipper(name, spool, ledger, sink, cutting, inFlightMax, clock));
  }
}
