package dev.inlet.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.delivery.Compression;
import dev.inlet.delivery.Contents;
import dev.inlet.delivery.Ledger;
import dev.inlet.delivery.LineHash;
import dev.inlet.delivery.RawObjects;
import dev.inlet.spool.Disk;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What {@code inlet replay rejected} does: writes the lines of repaired records into the lake.
 *
 * <p>It does not post them, as a server would give them new ids and a new time of receipt. Objects
 * are named after the content of the file, as if that were a spool, and noted in the ledger first:
 * so the same file makes the same objects, however often it is replayed, and what is replayed is
 * verified as all else is.
 */
public final class ReplayRejected {
  private static final int SPOOL_BYTES = 6;

  private final Path data;
  private final RawObjects lake;
  private final UnaryOperator<byte[]> living;
  private final Consumer<String> complaints;
  private final Map<Integer, Hour> hours = new TreeMap<>();
  private long records;
  private long refused;
  private long erased;
  private String spool = "";

  /**
   * What came of it.
   *
   * @param records read
   * @param refused of these, still wrong
   * @param lines made of the others
   * @param objects that these lines make
   */
  public record Result(long records, long refused, long lines, int objects) {}

  /**
   * @param data the folder of the ledger
   * @param living what of a line may come back: nothing when it is of somebody who was erased
   * @param complaints is told which records are still wrong, by the number of their line
   */
  public ReplayRejected(
      Path data, RawObjects lake, UnaryOperator<byte[]> living, Consumer<String> complaints) {
    this.data = data;
    this.lake = lake;
    this.living = living;
    this.complaints = complaints;
  }

  /**
   * Reads the file, and writes nothing unless told so.
   *
   * @param writes whether objects are written; if any record is still wrong, none is
   */
  public Result run(Path file, boolean writes) throws IOException {
    var temporary = Files.createTempDirectory("inlet-replay");
    try {
      read(file, temporary);
      if (writes && refused == 0) {
        write();
      }
      long lines = hours.values().stream().mapToLong(hour -> hour.contents.lines()).sum();
      return new Result(records, refused, lines, hours.size());
    } finally {
      for (var hour : hours.values()) {
        Files.deleteIfExists(hour.plain);
        Files.deleteIfExists(hour.object);
      }
      Files.delete(temporary);
    }
  }

  private void read(Path file, Path temporary) throws IOException {
    var repaired = new Repaired();
    var digest = sha256();
    try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
      new Lines()
          .read(
              in,
              (bytes, start, end) -> {
                if (end > start) {
                  records++;
                  take(repaired.read(Arrays.copyOfRange(bytes, start, end)), temporary);
                }
              });
    }
    if (erased > 0) {
      complaints.accept(
          "%d lines are of persons who were erased, and are left out".formatted(erased));
    }
    spool = HexFormat.of().formatHex(digest.digest(), 0, SPOOL_BYTES);
  }

  private void take(Repaired.Outcome outcome, Path temporary) throws IOException {
    switch (outcome) {
      case Repaired.Outcome.Refused still -> {
        refused++;
        complaints.accept("record %d: %s".formatted(records, still.reason()));
      }
      case Repaired.Outcome.Taken taken -> {
        var lines = living(taken);
        if (lines.count() > 0) {
          hours
              .computeIfAbsent(
                  Hours.of(taken.receivedAtMillis()), hour -> new Hour(temporary, hour))
              .add(lines);
        }
      }
    }
  }

  private Repaired.Outcome.Taken living(Repaired.Outcome.Taken taken) throws IOException {
    var kept = new ByteArrayOutputStream();
    int before = taken.count();
    int count = 0;
    for (var line : new String(taken.lines(), UTF_8).lines().toList()) {
      var rest = living.apply(line.getBytes(UTF_8));
      if (rest.length > 0) {
        kept.write(rest);
        kept.write('\n');
        count++;
      }
    }
    erased += before - count;
    return new Repaired.Outcome.Taken(kept.toByteArray(), count, taken.receivedAtMillis());
  }

  private void write() throws IOException {
    var ledger =
        new LedgerWriter(LedgerFolder.of(data.resolve("ledger"), "events", spool), Disk.real());
    long first = 0;
    for (var entry : hours.entrySet()) {
      var hour = entry.getValue();
      long last = first + hour.contents.lines() - 1;
      var noted =
          Ledger.Entry.of(
              "events", spool, first, last, entry.getKey(), Compression.GZIP, hour.contents);
      ledger.note(noted);
      hour.compress();
      lake.write("raw/" + noted.key(), hour.object);
      first = last + 1;
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static final class Hour {
    private final Path plain;
    private final Path object;
    private Contents contents = Contents.NOTHING;

    private Hour(Path temporary, int hour) {
      plain = temporary.resolve(hour + ".json");
      object = temporary.resolve(hour + ".json.gz");
    }

    private void add(Repaired.Outcome.Taken taken) throws IOException {
      Files.write(plain, taken.lines(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      contents =
          contents.plus(
              new Contents(taken.count(), LineHash.sum(taken.lines(), taken.receivedAtMillis())));
    }

    private void compress() throws IOException {
      try (var in = new BufferedInputStream(Files.newInputStream(plain));
          var out = Compression.GZIP.to(new BufferedOutputStream(Files.newOutputStream(object)))) {
        in.transferTo(out);
      }
    }
  }
}
