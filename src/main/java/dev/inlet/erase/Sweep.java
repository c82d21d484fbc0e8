package dev.inlet.erase;

import dev.inlet.delivery.RawObjects;
import dev.inlet.delivery.RawObjects.RawObject;
import dev.inlet.ledger.CutName;
import dev.inlet.ledger.Meter;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Consumer;

/** Goes through all places in which lines are, and erases or only counts what it finds. */
final class Sweep {
  private final Rule rule;
  private final SpoolSite spools;
  private final Receipt receipt;
  private final boolean writes;

  Sweep(Rule rule, SpoolSite spools, Receipt receipt, boolean writes) {
    this.rule = rule;
    this.spools = spools;
    this.receipt = receipt;
    this.writes = writes;
  }

  /** What a spool holds goes when it is delivered; what was set aside there goes now. */
  void spools() throws IOException {
    var lines = found();
    receipt.spoolLines(lines.undelivered() + lines.delivered());
    for (var file : spools.damaged()) {
      receipt.damagedLines(new DamagedFile(file, rule).erase(writes));
    }
  }

  /** What was refused goes first: some of it can only be found by ids that links tell. */
  void raw(RawObjects lake, RawErasure erasure, Consumer<String> progress) throws IOException {
    var delivered = spools.delivered();
    var objects =
        lake.list("raw/").stream()
            .filter(object -> erasure.mayHold(object.key()))
            .sorted(Comparator.comparing(object -> object.key().startsWith("raw/events/")))
            .toList();
    var meter = new Meter(objects.stream().mapToLong(RawObject::bytes).sum(), progress);
    for (var object : objects) {
      if (!writes || isDelivered(object.key(), delivered)) {
        object(erasure, object.key());
      }
      meter.done(object.bytes());
    }
    oldVersions(lake, erasure);
  }

  private void object(RawErasure erasure, String key) throws IOException {
    try {
      var sieve = writes ? erasure.erase(key) : erasure.look(key);
      if (sieve.isTouched()) {
        receipt.object(RawErasure.stream(key), sieve);
      }
    } catch (StoredObject.Unreadable e) {
      receipt.pending(e);
    }
  }

  /** What is not behind the checkpoint of its spool is written again after a crash. */
  private static boolean isDelivered(String key, Map<String, Long> delivered) {
    return CutName.of(key)
        .map(cut -> cut.last() < delivered.getOrDefault(cut.spool(), Long.MAX_VALUE))
        .orElse(true);
  }

  /** What holds somebody who was erased goes as a whole: what is there now has the rest. */
  private void oldVersions(RawObjects lake, RawErasure erasure) {
    try {
      for (var version : lake.oldVersions("raw/")) {
        if (erasure.mayHold(version.key()) && erasure.look(version).isTouched()) {
          if (writes) {
            lake.delete(version);
          }
          receipt.oldVersion();
        }
      }
    } catch (IOException e) {
      receipt.pending("older versions of objects: " + e.getMessage());
    }
  }

  /** Says what is left. */
  void pending() throws IOException {
    var left = found();
    if (left.undelivered() > 0) {
      receipt.pending(
          "spool: %d lines are not delivered yet. No build lets them into the tables. When they are"
                  .formatted(left.undelivered())
              + " delivered (start the server, or 'inlet drain'), run 'inlet lake erase --again"
              + " --yes'");
    }
    if (left.delivered() > 0) {
      receipt.pending(
          "spool: %d lines are delivered and still on the disk; the server deletes them, at latest"
                  .formatted(left.delivered())
              + " after INLET_SPOOL_SEGMENT_AGE_MAX (1h unless set). 'inlet lake erase --again' tells"
              + " whether they are gone");
    }
  }

  /** Lines of the erased that are in the files of a spool. */
  private record InSpool(long undelivered, long delivered) {}

  private InSpool found() throws IOException {
    var lines = new long[2];
    spools.each((stream, bytes, start, end, isDelivered) -> {
      if (!(rule.verdict(stream, bytes, start, end) instanceof Rule.Verdict.Kept)) {
        lines[isDelivered ? 1 : 0]++;
      }
    });
    return new InSpool(lines[0], lines[1]);
  }
}
