package dev.inlet;

import dev.inlet.delivery.DeliveryConfig;
import dev.inlet.delivery.Kept;
import dev.inlet.delivery.directory.DirectorySink;
import dev.inlet.delivery.firehose.Firehose;
import dev.inlet.delivery.firehose.FirehoseConfig;
import dev.inlet.delivery.s3.S3;
import dev.inlet.delivery.s3.S3Config;
import dev.inlet.spool.Disk;
import dev.inlet.spool.Spool;
import java.util.List;

/**
 * Where each kind of lines goes.
 *
 * @param events what was taken
 * @param rejected what was refused
 */
record Routes(Route events, Route rejected) {
  /** The same folder for both: their keys differ. */
  static Routes toDirectory(InletConfig config, DeliveryConfig delivery, Disk disk) {
    var route =
        new Route(new DirectorySink(config.raw(), disk), delivery, DeliveryConfig.IN_FLIGHT_MAX);
    return new Routes(route, route);
  }

  /** The same bucket for both: their keys differ. */
  static Routes toBucket(InletConfig config, S3Config s3Config, DeliveryConfig delivery, S3 s3) {
    var route =
        new Route(s3.sink(s3Config, config.outgoing()), delivery, DeliveryConfig.IN_FLIGHT_MAX);
    return new Routes(route, route);
  }

  /** Streams of their own; what Firehose refuses of the events goes the way of rejected lines. */
  static Routes toFirehose(
      FirehoseConfig config, DeliveryConfig delivery, Firehose firehose, Spool rejected) {
    var cutting =
        new DeliveryConfig(
            delivery.lingerMax(),
            Math.min(delivery.objectBytesMax(), Firehose.BATCH_BYTES_MAX),
            delivery.compression());
    var sink = firehose.sink(config.streams(), new Refused(rejected));
    var rejectedSink =
        config.rejectedStream().isEmpty()
            ? new Kept(
                "rejected lines stay in their spool, as no stream takes them; set"
                    + " INLET_FIREHOSE_REJECTED_STREAM to deliver them")
            : firehose.sink(List.of(config.rejectedStream()), new Dropped());
    int inFlightMax =
        Firehose.inFlightMax(
            config.inFlightMax(), delivery.compression(), Runtime.getRuntime().maxMemory());
    return new Routes(new Route(sink, cutting, inFlightMax), new Route(rejectedSink, cutting, 1));
  }
}
