package dev.inlet.erase;

import dev.inlet.delivery.RawObjects;
import dev.inlet.lake.Lake;
import dev.inlet.lake.LakeBusy;
import dev.inlet.lake.LakeErasing;
import dev.inlet.lake.Order;
import dev.inlet.lake.Stage;
import dev.inlet.lake.Unpublished;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What {@code inlet lake erase} does.
 *
 * <p>In this order, so that it can be killed anywhere and is completed by running it again: links
 * are brought into the tables, which know from then on who the person is; a tombstone is written,
 * so that nothing comes back; raw lines go; rows of tables go; files that hold them go, and their
 * copies. Each of these does nothing when it is done already.
 */
public final class Erase {
  private static final Duration DELIVERY_MAX = Duration.ofMinutes(2);
  private static final Duration BUILD_MAX = Duration.ofMinutes(30);
  private static final int SHOWN_MAX = 20;

  private final Path data;
  private final RawObjects raw;
  private final Lake lake;
  private final LakeErasing tables;
  private final Clock clock;
  private final Stage.Listener stages;
  private final Consumer<String> progress;

  /**
   * @param data the folder of the spool
   * @param raw where the raw objects are
   * @param progress is told how far it got, and in a dry run who it is
   */
  public Erase(
      Path data,
      RawObjects raw,
      Lake lake,
      LakeErasing tables,
      Clock clock,
      Stage.Listener stages,
      Consumer<String> progress) {
    this.data = data;
    this.raw = raw;
    this.lake = lake;
    this.tables = tables;
    this.clock = clock;
    this.stages = stages;
    this.progress = progress;
  }

  /**
   * Tells what would be erased of a person, and changes nothing.
   *
   * @param ever whether all ids that were ever linked are the person's
   */
  public Receipt look(String id, boolean ever) throws IOException {
    var at = clock.instant();
    try (var work = WorkFolder.elsewhere()) {
      var person = person(id, ever, SpoolSite.at(data), work);
      show(person.found());
      var known = Tombstones.of(raw);
      var tombstone = known.bury(person.ids(), at);
      var receipt = new Receipt(at, false, tombstone.ids());
      person.unread().forEach(receipt::pending);
      return look(known.with(tombstone), person.ids(), work, receipt);
    }
  }

  /** Erases a person. */
  public Receipt run(String id, boolean ever) throws IOException {
    var at = clock.instant();
    lake.refuseOtherPlace();
    try (var work = WorkFolder.in(data);
        var spools = SpoolSite.take(data)) {
      spools.awaitDelivery(DELIVERY_MAX, progress);
      if (tables.isBuilt()) {
        whenFree(() -> lake.build(LivingObjects.erasingFrom(raw), Order.NEWS, stages));
      }
      var person = person(id, ever, spools, work);
      person.refuseUnread();
      var known = Tombstones.of(raw);
      var tombstone = known.bury(person.ids(), at);
      Tombstones.write(tombstone, raw);
      var receipt = new Receipt(at, true, tombstone.ids());
      return erase(known.with(tombstone), person.ids(), spools, work, receipt);
    }
  }

  /** Tells what {@link #again} would do. */
  public Receipt lookAgain() throws IOException {
    try (var work = WorkFolder.elsewhere()) {
      var receipt = new Receipt(clock.instant(), false, List.of());
      return look(Tombstones.of(raw), List.of(), work, receipt);
    }
  }

  /** Erases once more what was received before earlier erasures. */
  public Receipt again() throws IOException {
    lake.refuseOtherPlace();
    try (var work = WorkFolder.in(data);
        var spools = SpoolSite.take(data)) {
      var receipt = new Receipt(clock.instant(), true, List.of());
      return erase(Tombstones.of(raw), List.of(), spools, work, receipt);
    }
  }

  /**
   * Who a person is.
   *
   * @param unread objects whose links are not known
   */
  private record Person(LakeErasing.Ids found, List<StoredObject.Unreadable> unread) {
    private Set<String> ids() {
      return found.ids();
    }

    /**
     * A link in one of them may be all that ties another id to this person, and once there is a
     * tombstone, it goes as soon as it can be read.
     */
    private void refuseUnread() throws IOException {
      if (!unread.isEmpty()) {
        throw new IOException(
            "nothing was erased, as a link to other ids of this person may be where it can't be read"
                + ": repair it, or delete it with what it holds. "
                + unread.stream()
                    .limit(SHOWN_MAX)
                    .map(Throwable::getMessage)
                    .collect(Collectors.joining("; ")));
      }
    }
  }

  private Person person(String id, boolean ever, SpoolSite spools, WorkFolder work)
      throws IOException {
    try (var links = new LinkLines(work.path())) {
      links.read(raw, tables.seen());
      links.read(spools);
      var found = tables.ids(id, links.file(), ever, work.empty("engine"));
      return new Person(found, links.unreadable());
    }
  }

  private void show(LakeErasing.Ids found) {
    progress.accept("ids of this person: " + shown(found.ids()));
    if (!found.onceLinked().isEmpty()) {
      progress.accept(
          "once linked to them, now of others, and kept without --ever-linked: "
              + shown(found.onceLinked()));
    }
  }

  private static String shown(Collection<String> ids) {
    var first = String.join(", ", ids.stream().limit(SHOWN_MAX).toList());
    return ids.size() > SHOWN_MAX
        ? "%s and %d more".formatted(first, ids.size() - SHOWN_MAX)
        : first;
  }

  private Receipt look(
      Tombstones tombstones, Collection<String> ids, WorkFolder work, Receipt receipt)
      throws IOException {
    var rule = new Rule(tombstones, ids);
    var sweep = new Sweep(rule, SpoolSite.at(data), receipt, false);
    sweep.spools();
    sweep.raw(raw, new RawErasure(raw, tombstones, rule, work.path()), progress);
    return receipt;
  }

  private Receipt erase(
      Tombstones tombstones,
      Collection<String> ids,
      SpoolSite spools,
      WorkFolder work,
      Receipt receipt)
      throws IOException {
    var rule = new Rule(tombstones, ids);
    var objects = new RawErasure(raw, tombstones, rule, work.path());
    var sweep = new Sweep(rule, spools, receipt, true);
    sweep.spools();
    sweep.raw(raw, objects, progress);
    if (tables.isBuilt()) {
      var rows =
          new RowErasure(
              tombstones,
              rule,
              objects.erased(),
              ids,
              raw,
              tables,
              new Survivors(work.empty("survivors"), receipt));
      whenFree(() -> receipt.rows(tables.erase(rows, stages)));
      whenFree(() -> receipt.tableFiles(tables.sweep()));
      publish(receipt);
    }
    spools.forgetDelivered();
    sweep.pending();
    return receipt;
  }

  private void publish(Receipt receipt) throws IOException {
    try {
      whenFree(() -> lake.publish(false, stages));
    } catch (Unpublished later) {
      receipt.pending("copies of tables: " + later.getMessage());
    }
  }

  /** Does something that only one process at a time may do with the tables. */
  private void whenFree(Work work) throws IOException {
    long end = System.nanoTime() + BUILD_MAX.toNanos();
    for (boolean isTold = false; ; isTold = true) {
      try {
        work.run();
        return;
      } catch (LakeBusy busy) {
        if (System.nanoTime() > end) {
          throw busy;
        }
        if (!isTold) {
          progress.accept("waiting for a build to end");
        }
        pause();
      }
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(500);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", hurried);
    }
  }
}
