package dev.inlet;

import dev.inlet.api.Gate;
import dev.inlet.api.Spools;
import dev.inlet.api.Tap;
import dev.inlet.console.Access;
import dev.inlet.console.Analyst;
import dev.inlet.console.ConsoleConfig;
import dev.inlet.console.LakePlace;
import dev.inlet.console.Place;
import dev.inlet.console.Watch;
import dev.inlet.delivery.DeliveryConfig;
import dev.inlet.delivery.Ledger;
import dev.inlet.delivery.directory.DirectoryObjects;
import dev.inlet.delivery.firehose.Firehose;
import dev.inlet.delivery.firehose.FirehoseConfig;
import dev.inlet.delivery.s3.S3;
import dev.inlet.delivery.s3.S3Config;
import dev.inlet.lake.LakeConfig;
import dev.inlet.ledger.LedgerFolder;
import dev.inlet.ledger.LedgerMirror;
import dev.inlet.ledger.LedgerWriter;
import dev.inlet.ops.Intake;
import dev.inlet.ops.Streams;
import dev.inlet.spool.Disk;
import dev.inlet.spool.Spool;
import dev.inlet.spool.SpoolConfig;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.stream.Stream;

/** Puts the parts together; each of them knows only its neighbours. */
@Factory
final class Wiring {
  private static final String EVENTS = "events";
  private static final String REJECTED = "rejected";

  /**
   * The spool of rejected records has this part of the room, so that nonsense can't fill a disk.
   */
  private static final int REJECTED_PART = 10;

  private static final int IN_FLIGHT_PART = 8;

  /** Room for the largest request, twice. */
  private static final long IN_FLIGHT_LEAST = 8 << 20;

  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Singleton
  Disk disk() {
    return Disk.real();
  }

  @Singleton
  @Bean(preDestroy = "close")
  Firehose firehose() {
    return new Firehose();
  }

  @Singleton
  @Bean(preDestroy = "close")
  S3 s3() {
    return new S3();
  }

  @Context
  Streams streams(
      InletConfig config,
      SpoolConfig spool,
      DeliveryConfig delivery,
      FirehoseConfig firehoseConfig,
      Firehose firehose,
      Disk disk,
      S3Config s3Config,
      S3 s3,
      LakeConfig lakeConfig,
      Environment environment,
      Clock clock,
      FailStop failStop)
      throws IOException {
    config.refuseWithout(delivery, firehoseConfig, s3Config, lakeConfig);
    var events = Spool.open(config.spool(EVENTS), sized(spool, spool.bytesMax()), disk, failStop);
    var rejected =
        Spool.open(
            config.spool(REJECTED), sized(spool, spool.bytesMax() / REJECTED_PART), disk, failStop);
    var cutting = config.cutting(delivery, environment);
    var routes =
        switch (config.sink()) {
          case DIRECTORY -> Routes.toDirectory(config, cutting, disk);
          case FIREHOSE -> Routes.toFirehose(firehoseConfig, cutting, firehose, rejected);
          case S3 -> Routes.toBucket(config, s3Config, cutting, s3);
        };
    return new Streams(
        routes.events().of(EVENTS, events, ledger(config, EVENTS, events, disk), clock),
        routes.rejected().of(REJECTED, rejected, ledger(config, REJECTED, rejected, disk), clock));
  }

  /** Nothing is copied when Firehose alone writes to the lake, and no bucket is named. */
  @Context
  @Bean(preDestroy = "close")
  LedgerMirror ledgerMirror(InletConfig config, S3Config s3Config, S3 s3) {
    boolean isBucket = config.sink() != Destination.DIRECTORY;
    var lake = isBucket ? s3.objects(s3Config) : new DirectoryObjects(config.lake());
    var mirror = new LedgerMirror(config.ledger(), lake);
    if (!isBucket || !s3Config.bucket().isEmpty()) {
      mirror.start();
    }
    return mirror;
  }

  @Singleton
  @Bean(preDestroy = "close")
  LakeSchedule lakeSchedule(InletConfig config, LakeConfig lake, S3Config s3Config) {
    boolean isFolder = config.sink() == Destination.DIRECTORY;
    var rawDays =
        lake.rawDays() == null ? Stream.<String>of() : Stream.of("--raw-days=" + lake.rawDays());
    var arguments =
        Stream.of(
                Stream.of(
                    "lake",
                    "build",
                    "--quiet",
                    "--data",
                    config.data(),
                    "--refuse-merges=" + lake.refuseMerges()),
                isFolder ? rawDays : Stream.of("--lake", s3Config.url()))
            .flatMap(each -> each);
    return new LakeSchedule(
        lake.every(isFolder),
        new JavaChild(
            config.warehouse().resolve(".native"),
            arguments.toList(),
            lake.environment(s3Config.url())));
  }

  @Singleton
  @Bean(
      preDestroy = "close",
      typed = {LakeAnalyst.class, Analyst.class})
  LakeAnalyst lakeAnalyst(InletConfig config, ConsoleConfig console) {
    var analyst =
        new LakeAnalyst(
            console.queryMax(), config.data(), config.warehouse().resolve(".answering"));
    analyst.start();
    return analyst;
  }

  @Singleton
  LakePlace lakePlace(InletConfig config, LakeConfig lake) {
    return new LakePlace(
        config.lake(), config.data(), lake.every(config.sink() == Destination.DIRECTORY));
  }

  private static Ledger ledger(InletConfig config, String stream, Spool spool, Disk disk) {
    return new LedgerWriter(LedgerFolder.of(config.ledger(), stream, spool.id()), disk);
  }

  /** Of a small heap, what waits for the disk takes no more than its part. */
  private static SpoolConfig sized(SpoolConfig spool, long bytesMax) {
    var heapPart = Math.max(IN_FLIGHT_LEAST, Runtime.getRuntime().maxMemory() / IN_FLIGHT_PART);
    return new SpoolConfig(
        bytesMax,
        spool.segmentBytes(),
        spool.segmentAgeMax(),
        spool.freeBytesMin(),
        (int) Math.min(spool.inFlightBytesMax(), heapPart));
  }

  @Singleton
  Spools spools(Streams streams) {
    return new Spools(streams.events().spool(), streams.rejected().spool());
  }

  @Singleton
  Access access(ConsoleConfig console, InletConfig config, Clock clock) {
    return new Access(console, config.isOnLoopback(), clock);
  }

  @Singleton
  Place place(InletConfig config, FirehoseConfig firehose, S3Config s3) {
    return new Place(
        config.sink().toString(),
        Welcome.destination(config, firehose, s3),
        config.managementPort() == null ? null : config.port());
  }

  /** What requests bring is looked at only where somebody may. */
  @Singleton
  Tap tap(Access access, Watch watch) {
    return access.isOn() ? new ConsoleTap(watch) : Tap.NONE;
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
