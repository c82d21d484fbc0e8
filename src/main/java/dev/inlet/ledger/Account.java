package dev.inlet.ledger;

import dev.inlet.delivery.Contents;
import dev.inlet.delivery.Ledger.Entry;
import dev.inlet.delivery.RawObjects;
import dev.inlet.spool.Disk;
import dev.inlet.spool.Frame;
import dev.inlet.spool.SpoolGlance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * What was acknowledged of a stream, by now: the cuts that are behind the checkpoint, and the lines
 * that are still in the spool.
 *
 * @param spool the one of this machine, if there is one
 * @param delivered the cuts behind the checkpoints, by spool and sequence
 * @param gaps sequences that no cut holds, in words
 */
record Account(
    String stream,
    Optional<SpoolGlance> spool,
    Map<String, NavigableMap<Long, Entry>> delivered,
    List<Finding> gaps) {
  /** The spool is looked at first: a cut is in the ledger before it is behind the checkpoint. */
  static Account take(
      String stream, Path data, RawObjects lake, Disk disk, Scope scope, Balances balances)
      throws IOException {
    var spool =
        SpoolGlance.read(
            data.resolve("spool").resolve(stream), disk, frame -> pend(stream, frame, balances));
    var book = Book.read(data.resolve("ledger"), lake, stream, scope);
    var spools = book.spools();
    spool.ifPresent(glance -> {
      var entries = spools.get(glance.id());
      if (entries != null) {
        entries.tailMap(glance.delivered(), true).clear();
      }
    });
    var gaps = new ArrayList<Finding>();
    spools.forEach((id, entries) -> note(stream, id, entries, balances, gaps));
    if (scope.isOpen()) {
      spool.ifPresent(glance -> {
        var entries = spools.get(glance.id());
        if (entries != null && !entries.isEmpty()) {
          long after = entries.lastEntry().getValue().last() + 1;
          if (after < glance.delivered()) {
            gaps.add(gap(stream, glance.id(), after, glance.delivered() - 1));
          }
        }
      });
    }
    return new Account(stream, spool, spools, gaps);
  }

  private static void pend(String stream, Frame frame, Balances balances) {
    int hour = Hours.of(frame.receivedAtMillis());
    var reader = new FrameHashes(frame);
    while (reader.next()) {
      try {
        if (balances.wants(hour)) {
          balances.at(stream, hour).pending(reader.hash());
          if (stream.equals("rejected") && reader.isRefusedByFirehose()) {
            balances.at("events", hour).refused(reader.hash());
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void note(
      String stream,
      String spool,
      NavigableMap<Long, Entry> entries,
      Balances balances,
      List<Finding> gaps) {
    Entry before = null;
    for (var entry : entries.values()) {
      if (before != null && entry.first() > before.last() + 1 && balances.wants(entry.hour())) {
        gaps.add(gap(stream, spool, before.last() + 1, entry.first() - 1));
      }
      if (balances.wants(entry.hour())) {
        long damaged = entry.last() - entry.first() + 1 - entry.contents().lines();
        balances.at(stream, entry.hour()).noted(entry.contents(), damaged);
      }
      before = entry;
    }
  }

  private static Finding gap(String stream, String spool, long first, long last) {
    return new Finding(
        stream,
        "gap",
        "sequences %d to %d of spool %s are in no cut: damaged on disk, or the ledger could not be"
                .formatted(first, last, spool)
            + " written",
        true);
  }

  /** The first sequence that the ledger of a spool knows of; beyond all when it knows none. */
  long begin(String spoolId) {
    var entries = delivered.get(spoolId);
    return entries == null || entries.isEmpty() ? Long.MAX_VALUE : entries.firstKey();
  }

  /** What the ledgers say of the lines that are in an object. */
  Optional<Contents> contents(CutName name) {
    var entries = delivered.get(name.spool());
    var entry = entries == null ? null : entries.get(name.first());
    return entry == null || entry.last() != name.last()
        ? Optional.empty()
        : Optional.of(entry.contents());
  }
}
