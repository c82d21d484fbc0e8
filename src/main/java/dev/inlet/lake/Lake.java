package dev.inlet.lake;

import dev.inlet.delivery.RawObjects;
import dev.inlet.delivery.RawObjects.RawObject;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables below a folder. */
public final class Lake {
  private final Path warehouse;
  private final Clock clock;
  private final Resources resources;
  private final Whereabouts whereabouts;

  /** Tables that only this folder has. */
  public Lake(Path folder, Clock clock, Resources resources) {
    this(folder, clock, resources, null);
  }

  /**
   * @param folder the lake's, with the tables in {@code warehouse/}
   * @param place where they are published; null when they are not
   */
  public Lake(Path folder, Clock clock, Resources resources, @Nullable Place place) {
    this.warehouse = folder.toAbsolutePath().normalize().resolve("warehouse");
    this.clock = clock;
    this.resources = resources;
    this.whereabouts = new Whereabouts(warehouse, place);
  }

  /**
   * Brings the tables to what raw objects say. What is killed in between leaves them as they were.
   *
   * @param raw where the raw objects are
   * @throws LakeBusy when another build is at work
   * @throws OtherPlace when others know the tables by another place, unless all are made anew
   * @throws RawGone when all are to be read, and some that the tables were made of are gone
   */
  public Built build(RawObjects raw, Order order, Stage.Listener listener) throws IOException {
    try (var catalog = Catalog.open(warehouse)) {
      catalog.begin();
      var site = Site.open(warehouse, catalog);
      try {
        return build(catalog, site, raw, order, listener);
      } finally {
        site.close();
      }
    } catch (SQLException e) {
      throw new IOException("the tables can't be built: " + e.getMessage(), e);
    }
  }

  /**
   * Makes few files of many, in all tables.
   *
   * @return how many files fewer there are
   * @throws LakeBusy when a build is at work
   */
  public int compact(Stage.Listener listener) throws IOException {
    try (var catalog = Catalog.open(warehouse)) {
      catalog.begin();
      whereabouts.refuseOther(catalog);
      var site = Site.open(warehouse, catalog);
      try (var engine = Engine.start(resources, site.temporary())) {
        listener.begins(Stage.COMPACT);
        var files = whereabouts.files(catalog);
        var open = open(catalog, site, files, false);
        var writer = new RowWriter(engine, warehouse, files, site.build());
        int fewer = Compaction.ALL.run(new Tables(open, engine, writer));
        listener.begins(Stage.COMMIT);
        site.commit(catalog, open, files, writer, List.of(), 0);
        return fewer;
      } finally {
        site.close();
      }
    } catch (SQLException e) {
      throw new IOException("the tables can't be compacted: " + e.getMessage(), e);
    }
  }

  /**
   * Has others see the tables as they are here; does nothing when they do, or when there is no
   * place for it.
   *
   * @param takesOver whether what another builder published is replaced
   * @throws LakeBusy when a build is at work
   * @throws Unpublished when it failed
   */
  public void publish(boolean takesOver, Stage.Listener listener) throws IOException {
    var place = whereabouts.place();
    if (place == null || !Catalog.isIn(warehouse)) {
      return;
    }
    try (var catalog = Catalog.open(warehouse)) {
      catalog.begin();
      listener.begins(Stage.PUBLISH);
      new Publication(place, catalog, warehouse).run(takesOver);
    } catch (IOException e) {
      throw new Unpublished(String.valueOf(e.getMessage()), e);
    } catch (SQLException e) {
      throw new IOException("the tables can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * Refuses to go on when others know the tables by another place than is said.
   *
   * @throws OtherPlace when they do
   */
  public void refuseOtherPlace() throws IOException {
    if (Catalog.isIn(warehouse)) {
      try (var catalog = Catalog.open(warehouse)) {
        whereabouts.refuseOther(catalog);
      } catch (SQLException e) {
        throw new IOException("the tables can't be read: " + e.getMessage(), e);
      }
    }
  }

  /** Takes the keys of raw objects. */
  @FunctionalInterface
  public interface KeyTaker {
    void take(List<String> keys) throws IOException;
  }

  /**
   * Gives those of these keys that are of raw objects in the tables. No build begins until they are
   * taken.
   *
   * @param keys folder by folder
   * @throws LakeBusy when a build is at work
   */
  public void takeSeen(List<String> keys, KeyTaker taker) throws IOException {
    try (var catalog = Catalog.open(warehouse)) {
      catalog.begin();
      var seen = new Seen(catalog);
      var taken = new ArrayList<String>();
      for (var key : keys) {
        if (seen.has(key)) {
          taken.add(key);
        }
      }
      taker.take(taken);
    } catch (SQLException e) {
      throw new IOException("the tables can't be read: " + e.getMessage(), e);
    }
  }

  /** Opens the tables for queries. */
  public LakeReading read() throws IOException {
    try {
      return LakeReading.open(warehouse, resources);
    } catch (SQLException e) {
      throw new IOException("the tables can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * Answers questions, by {@link AnswerFrames}, until nobody asks any more.
   *
   * @throws IOException when there are no tables
   */
  public void answer(InputStream questions, OutputStream answers, QueryBounds bounds)
      throws IOException {
    try (var reading = LakeReading.open(warehouse, resources, bounds)) {
      new Answering(reading, bounds)
          .run(new DataInputStream(questions), new DataOutputStream(answers));
    } catch (SQLException e) {
      throw new IOException("the tables can't be read: " + e.getMessage(), e);
    }
  }

  /** The tables that there are, or will be. */
  public static List<Columns> tables() {
    return Arrays.stream(Model.values()).map(model -> Columns.of(model)).toList();
  }

  private Built build(
      Catalog catalog, Site site, RawObjects raw, Order order, Stage.Listener listener)
      throws IOException, SQLException {
    listener.begins(Stage.LIST);
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var merging = merging(catalog, order);
    if (order.from() == Order.From.ALL) {
      refuseWhenGone(catalog.seen(), raw);
    }
    if (order.isFromAll()) {
      catalog.forgetRawObjects();
      if (whereabouts.wouldChange(catalog)) {
        var old = Site.files(warehouse).stream().map(Path::toString).toList();
        catalog.forgetTables(old, System.currentTimeMillis());
      }
    }
    whereabouts.refuseOther(catalog);
    var newEvents = unseen(raw, RawStream.EVENTS, catalog);
    var newRejected = unseen(raw, RawStream.REJECTED, catalog);
    boolean weekHasTurned =
        !monday(Instant.ofEpochMilli(catalog.lastBuiltAtMillis())).equals(monday(now));
    if (newEvents.isEmpty()
        && newRejected.isEmpty()
        && !weekHasTurned
        && !merging.hasTurned()
        && !order.isFromAll()) {
      return Built.NOTHING;
    }
    var files = whereabouts.files(catalog);
    var open = open(catalog, site, files, order.isFromAll());
    var taken =
        weekHasTurned || merging.hasTurned()
            ? resources
            : resources.forRaw(bytes(newEvents) + bytes(newRejected));
    try (var engine = Engine.start(taken, site.temporary())) {
      var writer = new RowWriter(engine, warehouse, files, site.build());
      var tables = new Tables(open, engine, writer);
      var output =
          new Build(engine, tables, listener, now, weekHasTurned || order.isFromAll(), merging)
              .run(
                  new RawLines(engine, raw, site.temporary()),
                  Pass.of(newEvents, newRejected, resources.passBytes()));
      listener.begins(Stage.COMMIT);
      catalog.refuseMerges(merging.isRefused());
      site.commit(catalog, open, files, writer, output.keys(), now.toEpochMilli());
      return output.built();
    }
  }

  private static Merging merging(Catalog catalog, Order order) throws SQLException {
    boolean wasRefused = catalog.refusesMerges();
    boolean isRefused = order.refusesMerges().orElse(wasRefused);
    return new Merging(isRefused, isRefused != wasRefused);
  }

  private Map<Model, LakeTable> open(Catalog catalog, Site site, LocalFiles files, boolean fromAll)
      throws SQLException {
    var open = LakeTable.openAll(warehouse, files, site.build(), catalog.tables());
    if (fromAll) {
      open.values().forEach(LakeTable::clear);
    }
    return open;
  }

  private static void refuseWhenGone(Set<String> seen, RawObjects raw) throws IOException {
    var gone = new HashSet<>(seen);
    for (var stream : RawStream.values()) {
      raw.each(stream.prefix(), object -> gone.remove(object.key()));
    }
    if (!gone.isEmpty()) {
      throw new RawGone(gone);
    }
  }

  private static long bytes(List<RawObject> objects) {
    return objects.stream().mapToLong(RawObject::bytes).sum();
  }

  /** The objects that are not in the tables, by key. */
  private static List<RawObject> unseen(RawObjects raw, RawStream stream, Catalog catalog)
      throws IOException {
    var seen = new Seen(catalog);
    var unseen = new ArrayList<RawObject>();
    raw.each(
        stream.prefix(),
        object -> {
          if (!seen.has(object.key())) {
            unseen.add(object);
          }
        });
    unseen.sort(Comparator.comparing(RawObject::key));
    return unseen;
  }

  private static LocalDate monday(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC)
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }
}
