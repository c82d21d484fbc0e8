package dev.inlet.ledger;

import dev.inlet.delivery.Batch;
import dev.inlet.delivery.Compression;
import dev.inlet.delivery.DeliveryConfig;
import dev.inlet.delivery.FailingDisk;
import dev.inlet.delivery.Outcome;
import dev.inlet.delivery.RawObjects;
import dev.inlet.delivery.Shipper;
import dev.inlet.delivery.Sink;
import dev.inlet.delivery.Spools;
import dev.inlet.delivery.Tally;
import dev.inlet.delivery.directory.DirectoryObjects;
import dev.inlet.delivery.directory.DirectorySink;
import dev.inlet.spool.Disk;
import dev.inlet.spool.Spool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A data folder in which lines are taken and delivered, by several processes one after another. */
final class Collector {
  static final Instant HOUR = Instant.parse("2026-11-21T01:00:00Z");
  static final Tally NOTHING = new Tally(0, 0, 0);
  private static final Duration SOON = Duration.ofSeconds(20);

  final Path data;
  private int lines;

  Collector(Path data) {
    this.data = data;
  }

  /** A line that was received so long after the hour. */
  static String line(String id, Duration after) {
    return ("{\"id\":\"%s\",\"type\":\"track\",\"receivedAt\":\"%s\",\"userId\":\"u\",\"eventName\":"
            + "\"e\",\"metadata\":{},\"timestampUTC\":1}")
        .formatted(id, time(HOUR.plus(after)));
  }

  private static String time(Instant instant) {
    return instant.toString().replace("Z", instant.toEpochMilli() % 1000 == 0 ? ".000Z" : "Z");
  }

  /** Takes lines, one request each, and delivers them to the folder. */
  Collector takes(int count, Duration after) throws Exception {
    return takes(count, after, toFolder());
  }

  Collector takes(int count, Duration after, Sink sink) throws Exception {
    try (var spool = spool()) {
      append(spool, count, after);
      deliver(spool, sink);
    }
    return this;
  }

  Collector takes(String line, Duration after) throws Exception {
    try (var spool = spool()) {
      Spools.append(spool, HOUR.plus(after).toEpochMilli(), line);
      deliver(spool, toFolder());
    }
    return this;
  }

  /** Takes lines that are not delivered. */
  Collector keeps(int count, Duration after) throws IOException {
    try (var spool = spool()) {
      append(spool, count, after);
    }
    return this;
  }

  Spool spool() throws IOException {
    return Spools.open(data.resolve("spool/events"), Disk.real());
  }

  void append(Spool spool, int count, Duration after) {
    for (int i = 0; i < count; i++) {
      Spools.append(
          spool, HOUR.plus(after).toEpochMilli(), line("019-%04d-0".formatted(lines++), after));
    }
  }

  DirectorySink toFolder() {
    return new DirectorySink(data.resolve("lake/raw"), Disk.real());
  }

  void deliver(Spool spool, Sink sink) throws Exception {
    var config = new DeliveryConfig(Duration.ZERO, 1 << 20, Compression.GZIP);
    var ledger =
        new LedgerWriter(
            LedgerFolder.of(data.resolve("ledger"), "events", spool.id()), Disk.real());
    try (var shipper = new Shipper("events", spool, ledger, sink, config, 2, Clock.systemUTC())) {
      shipper.start();
      shipper.drain(SOON);
    }
  }

  /**
   * One process on this disk, with lines of two hours; it ends when all is delivered or it died.
   */
  void lives(FailingDisk disk) throws Exception {
    try (var spool = Spools.open(data.resolve("spool/events"), disk)) {
      var ledger =
          new LedgerWriter(LedgerFolder.of(data.resolve("ledger"), "events", spool.id()), disk);
      var sink = new DirectorySink(data.resolve("lake/raw"), disk);
      var config = new DeliveryConfig(Duration.ZERO, 400, Compression.GZIP);
      try (var shipper = new Shipper("events", spool, ledger, sink, config, 2, Clock.systemUTC())) {
        shipper.start();
        var after = Duration.ofMinutes(lines % 2 * 60L);
        var appended =
            Spools.appendLater(
                spool,
                HOUR.plus(after).toEpochMilli(),
                line("019-%04d-0".formatted(lines++), after));
        while (!shipper.drain(Duration.ofMillis(5)) && !disk.hasFailed()) {}
        appended.join();
        while (!shipper.drain(Duration.ofMillis(5)) && !disk.hasFailed()) {}
      }
    } catch (IOException e) {
      if (!disk.hasFailed()) {
        throw e;
      }
    }
  }

  RawObjects lake() {
    return new DirectoryObjects(data.resolve("lake"));
  }

  Verdict verify() throws IOException {
    return verify(Scope.ALL);
  }

  Verdict verify(Scope scope) throws IOException {
    return new Verification(data, lake(), Disk.real(), scope, Clock.systemUTC(), line -> {}).run();
  }

  /** The files of the lake's objects, sorted. */
  List<Path> objects() throws IOException {
    try (Stream<Path> paths = Files.walk(data.resolve("lake/raw"))) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Writes objects as Firehose does: without names that say anything, and each so many times. */
  Sink asFirehose(int times) {
    return batch -> {
      for (int i = 0; i < times; i++) {
        write(
            batch,
            "events/date=2026-11-22/hour=00/inlet-1-%d-%d.json.gz".formatted(batch.first(), i));
      }
      return new Outcome.Delivered(NOTHING);
    };
  }

  private void write(Batch batch, String key) {
    var file = data.resolve("lake/raw").resolve(key);
    try {
      Files.createDirectories(file.getParent());
      try (var out = Files.newOutputStream(file)) {
        batch.writeTo(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
