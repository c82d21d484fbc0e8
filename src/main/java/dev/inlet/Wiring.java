package dev.inlet;

import dev.inlet.api.Gate;
import dev.inlet.api.Spools;
import dev.inlet.delivery.DeliveryConfig;
import dev.inlet.delivery.Shipper;
import dev.inlet.delivery.Sink;
import dev.inlet.delivery.directory.DirectorySink;
import dev.inlet.ops.Intake;
import dev.inlet.ops.Stream;
import dev.inlet.ops.Streams;
import dev.inlet.spool.Disk;
import dev.inlet.spool.Spool;
import dev.inlet.spool.SpoolConfig;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;

/** Puts the parts together; each of them knows only its neighbours. */
@Factory
final class Wiring {
  private static final String EVENTS = "events";
  private static final String REJECTED = "rejected";

  /**
   * The spool of rejected records has this part of the room, so that nonsense can't fill a disk.
   */
  private static final int REJECTED_PART = 10;

  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Singleton
  Disk disk() {
    return Disk.real();
  }

  @Singleton
  Sink sink(InletConfig config, Disk disk) {
    return new DirectorySink(config.raw(), disk);
  }

  @Context
  Streams streams(
      InletConfig config,
      SpoolConfig spool,
      DeliveryConfig delivery,
      Disk disk,
      Sink sink,
      Clock clock,
      FailStop failStop)
      throws IOException {
    var events = Spool.open(config.spool(EVENTS), spool, disk, failStop);
    var rejected =
        Spool.open(
            config.spool(REJECTED),
            new SpoolConfig(
                spool.bytesMax() / REJECTED_PART,
                spool.segmentBytes(),
                spool.freeBytesMin(),
                spool.inFlightBytesMax()),
            disk,
            failStop);
    return new Streams(
        new Stream(EVENTS, events, new Shipper(EVENTS, events, sink, delivery, clock)),
        new Stream(REJECTED, rejected, new Shipper(REJECTED, rejected, sink, delivery, clock)));
  }

  @Singleton
  Spools spools(Streams streams) {
    return new Spools(streams.events().spool(), streams.rejected().spool());
  }

  @Singleton
  Intake intake(Gate gate) {
    return new Intake() {
      @Override
      public void close() {
        gate.close();
      }

      @Override
      public int inside() {
        return gate.inside();
      }
    };
  }
}
