package dev.inlet.lake;

import dev.inlet.delivery.RawObjects;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an erasure asks of the tables below a folder. */
public final class LakeErasing {
  private final Path warehouse;
  private final Clock clock;
  private final Resources resources;
  private final Whereabouts whereabouts;

  /** Tables that only this folder has. */
  public LakeErasing(Path folder, Clock clock, Resources resources) {
    this(folder, clock, resources, null);
  }

  /**
   * @param folder the lake's, with the tables in {@code warehouse/}
   * @param place where they are published; null when they are not
   */
  public LakeErasing(Path folder, Clock clock, Resources resources, @Nullable Place place) {
    this.warehouse = folder.toAbsolutePath().normalize().resolve("warehouse");
    this.clock = clock;
    this.resources = resources;
    this.whereabouts = new Whereabouts(warehouse, place);
  }

  /** Whether tables have been built. */
  public boolean isBuilt() {
    return Catalog.isIn(warehouse);
  }

  /** The keys of the raw objects that are in the tables. */
  public Set<String> seen() throws IOException {
    if (!isBuilt()) {
      return Set.of();
    }
    try (var catalog = Catalog.open(warehouse)) {
      return catalog.tables().isEmpty() ? Set.of() : catalog.seen();
    } catch (SQLException e) {
      throw new IOException("the tables can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * The ids of a person, and those that were linked to them once and are another person's now.
   *
   * @param lines raw lines of links and profiles that are not in the tables, in a file
   * @param ever whether links that do not count any more hold ids together, too
   * @param temporary a folder for what does not fit in memory
   */
  public Ids ids(String id, Path lines, boolean ever, Path temporary) throws IOException {
    try (var engine = Engine.start(resources, temporary)) {
      var relatives = new Relatives(engine);
      relatives.read(table(Model.ALIAS_CALLS), table(Model.PROFILE_CALLS), lines);
      var ids = ever ? relatives.everOf(id) : relatives.of(id, refusesMerges());
      return new Ids(ids, relatives.onceLinked(ids));
    } catch (SQLException e) {
      throw new IOException("links can't be followed: " + e.getMessage(), e);
    }
  }

  /** Ids of one person, and of others whom the person may have been. */
  public record Ids(Set<String> ids, Set<String> onceLinked) {}

  private boolean refusesMerges() throws IOException, SQLException {
    if (!isBuilt()) {
      return false;
    }
    try (var catalog = Catalog.open(warehouse)) {
      return catalog.refusesMerges();
    }
  }

  private LakeTable table(Model model) throws IOException, SQLException {
    if (!isBuilt()) {
      return LakeTable.open(model, warehouse, LocalFiles.here(warehouse), "", null);
    }
    try (var catalog = Catalog.open(warehouse)) {
      var states = catalog.tables();
      return LakeTable.open(
          model, warehouse, LocalFiles.of(warehouse, states), "", states.get(model));
    }
  }

  /**
   * Takes rows of persons out of all tables, and out of the files of all states but the last.
   *
   * @return how many rows went, by table of calls and events
   * @throws LakeBusy when a build is at work
   */
  public Map<String, Long> erase(Erasure erasure, Stage.Listener listener) throws IOException {
    try (var catalog = Catalog.open(warehouse)) {
      catalog.begin();
      var site = Site.open(warehouse, catalog);
      try (var engine = Engine.start(resources, site.temporary())) {
        var files = whereabouts.files(catalog);
        var open = open(catalog, site, files);
        var writer = new RowWriter(engine, warehouse, files, site.build());
        var tables = new Tables(open, engine, writer);
        var taking = new TableErasure(engine, tables, erasure);
        var rows = taking.run();
        try (var again = erasure.again(taking.recordIds())) {
          var merging = Merging.asBuilt(catalog.refusesMerges());
          new Build(engine, tables, listener, clock.instant(), false, merging)
              .run(new RawLines(engine, again, site.temporary()), passes(again));
        }
        taking.settle();
        listener.begins(Stage.COMMIT);
        site.commit(catalog, open, files, writer, List.of(), 0);
        return rows;
      } finally {
        site.close();
      }
    } catch (SQLException e) {
      throw new IOException("rows can't be erased: " + e.getMessage(), e);
    }
  }

  private List<Pass> passes(RawObjects objects) throws IOException {
    return Pass.of(
        objects.list(RawStream.EVENTS.prefix()),
        objects.list(RawStream.REJECTED.prefix()),
        resources.passBytes());
  }

  /**
   * Deletes all files of tables that their last state does not need: whoever reads an older one
   * fails.
   *
   * @return how many
   * @throws LakeBusy when a build is at work
   */
  public int sweep() throws IOException {
    try (var catalog = Catalog.open(warehouse)) {
      catalog.begin();
      var site = Site.open(warehouse, catalog);
      try {
        var states = catalog.tables();
        var files = LocalFiles.of(warehouse, states);
        return site.sweep(open(catalog, site, files), files, states);
      } finally {
        site.close();
      }
    } catch (SQLException e) {
      throw new IOException("old files can't be deleted: " + e.getMessage(), e);
    }
  }

  private Map<Model, LakeTable> open(Catalog catalog, Site site, LocalFiles files)
      throws SQLException {
    return LakeTable.openAll(warehouse, files, site.build(), catalog.tables());
  }
}
