package dev.inlet.ledger;

import dev.inlet.delivery.Contents;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The lines of one hour and stream: those in the lake, those that Firehose refused for ever, those
 * that are still in a spool, and those that the ledger knows besides.
 */
final class HourLines {
  /** Lines of which the hashes are in memory at once. */
  private static final int PART_LINES_MAX = 2 << 20;

  private final Spill lake;
  private final Spill lakeIds;
  private final Spill refused;
  private final Spill pending;
  private Contents noted = Contents.NOTHING;
  private long damaged;

  HourLines(Path folder, String name) {
    lake = new Spill(folder.resolve(name + ".lake"));
    lakeIds = new Spill(folder.resolve(name + ".ids"));
    refused = new Spill(folder.resolve(name + ".refused"));
    pending = new Spill(folder.resolve(name + ".pending"));
  }

  void inLake(long hash, long idHash) throws IOException {
    lake.add(hash);
    lakeIds.add(idHash);
  }

  void refused(long hash) throws IOException {
    refused.add(hash);
  }

  void pending(long hash) throws IOException {
    pending.add(hash);
  }

  /** Adds what the ledger says of lines that are not in a spool any more. */
  void noted(Contents contents, long damagedLines) {
    noted = noted.plus(contents);
    damaged += damagedLines;
  }

  /** Takes away what was erased, or let go, of lines that the ledger knows. */
  void gone(Contents contents) {
    noted = noted.plus(new Contents(-contents.lines(), -contents.sum()));
  }

  HourBalance balance(String stream, int hour) throws IOException {
    int parts = Math.toIntExact((lake.count() + pending.count()) / PART_LINES_MAX + 1);
    var once = Contents.NOTHING;
    long delivered = 0;
    long refusedOnly = 0;
    long pendingOnly = 0;
    Contents pendingToo = Contents.NOTHING;
    for (int part = 0; part < parts; part++) {
      var union =
          new Union(lake.part(part, parts), refused.part(part, parts), pending.part(part, parts));
      once = once.plus(union.once());
      delivered += union.delivered();
      refusedOnly += union.refusedOnly();
      pendingOnly += union.pendingOnly();
      pendingToo = pendingToo.plus(union.deliveredAndPending());
    }
    var received = noted.plus(new Contents(pending.count(), pending.sum()));
    var all =
        new Contents(
            lake.count() + refused.count() + pending.count() - pendingToo.lines(),
            lake.sum() + refused.sum() + pending.sum() - pendingToo.sum());
    boolean each = received.equals(all);
    long counted = each ? lake.count() : delivered;
    return new HourBalance(
        stream,
        hour,
        received.lines() + damaged,
        counted,
        refusedOnly,
        pendingOnly,
        lake.count() - counted,
        counted - distinctIds(parts),
        damaged == 0 && (each || received.equals(once)));
  }

  private long distinctIds(int parts) throws IOException {
    long distinct = 0;
    for (int part = 0; part < parts; part++) {
      distinct += Union.distinct(lakeIds.part(part, parts));
    }
    return distinct;
  }
}
