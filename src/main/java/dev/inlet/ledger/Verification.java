package dev.inlet.ledger;

import dev.inlet.delivery.Contents;
import dev.inlet.delivery.RawObjects;
import dev.inlet.ledger.Corrections.Correction;
import dev.inlet.spool.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Holds what is in a lake against what was acknowledged, hour by hour.
 *
 * <p>The account is taken first, and then the lake: what a running server acknowledges in between
 * is in neither. Of the lines only hashes are kept, in temporary files; see {@link HourLines}.
 */
final class Verification {
  static final List<String> STREAMS = List.of("events", "rejected");

  private final Path data;
  private final RawObjects lake;
  private final Disk disk;
  private final Scope scope;
  private final Clock clock;
  private final Consumer<String> progress;

  Verification(
      Path data, RawObjects lake, Disk disk, Scope scope, Clock clock, Consumer<String> progress) {
    this.data = data;
    this.lake = lake;
    this.disk = disk;
    this.scope = scope;
    this.clock = clock;
    this.progress = progress;
  }

  Verdict run() throws IOException {
    var temporary = Files.createTempDirectory("inlet-verify");
    try {
      return run(temporary);
    } finally {
      delete(temporary);
    }
  }

  private Verdict run(Path temporary) throws IOException {
    var balances = new Balances(temporary, scope);
    long now = clock.millis();
    var accounts = new ArrayList<Account>();
    for (var stream : STREAMS) {
      accounts.add(Account.take(stream, data, lake, disk, scope, balances));
    }
    var readers = new ArrayList<LakeReader>();
    for (var account : accounts) {
      readers.add(new LakeReader(account, lake, scope, balances, now));
    }
    long bytes = readers.stream().mapToLong(LakeReader::bytes).sum();
    var meter = new Meter(bytes, progress);
    for (var reader : readers) {
      reader.read(meter);
    }
    var notes = new ArrayList<String>();
    var noted = new NotedLines(lake);
    for (int i = 0; i < readers.size(); i++) {
      letGo(STREAMS.get(i), readers.get(i), noted, notes);
    }
    var found = new HashMap<String, Contents>();
    readers.forEach(reader -> found.putAll(reader.found()));
    var corrections = Corrections.of(lake, noted, found);
    correct(balances, corrections, notes);
    notes.addAll(noted.notes());
    var hours = balances.hours();
    var findings = new ArrayList<Finding>();
    for (var reader : readers) {
      reader.findings(hours, corrections, findings);
      reader.notes(notes);
    }
    return new Verdict(hours, findings, notes);
  }

  /** It is asked for when the objects were read: what went in between is not missed. */
  private void letGo(String stream, LakeReader reader, NotedLines noted, List<String> notes)
      throws IOException {
    long lines = reader.letGo(LetGo.of(lake, noted, stream, scope));
    if (lines > 0) {
      notes.add(
          "%s: %d lines were let go, as raw objects are kept for so long only, and are not counted"
              .formatted(stream, lines));
    }
  }

  /** Takes from what was noted what was erased since. */
  private void correct(
      Balances balances, Map<String, List<Correction>> corrections, List<String> notes) {
    var erased = new TreeMap<String, Long>();
    for (var correction : corrections.values().stream().flatMap(List::stream).toList()) {
      var of = correction.of();
      if (scope.has(of.hour())) {
        balances.at(of.stream(), of.hour()).gone(correction.erased());
        erased.merge(of.stream(), correction.erased().lines(), Long::sum);
      }
    }
    erased.forEach((stream, lines) ->
        notes.add("%s: %d lines were erased, and are not counted".formatted(stream, lines)));
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
