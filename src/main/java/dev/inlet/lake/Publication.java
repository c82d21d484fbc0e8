package dev.inlet.lake;

import dev.inlet.delivery.Copies;
import dev.inlet.delivery.Copies.Copy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings what others see to what the last build left: in this order copies of files, what the
 * directory says of each table, {@code processed.builds} last, and the removal of what no table
 * needs. Each step does only what is not done, so that what was killed anywhere in between is
 * completed by the next.
 */
final class Publication {
  private static final String LOCATION = "metadata_location";
  private static final String PREVIOUS = "previous_metadata_location";
  private static final String BUILD = "inlet.build";
  private static final String NOTE = "_owner";

  private final Place place;
  private final Catalog catalog;
  private final LocalFiles files;
  private final Path warehouse;
  private final String owner;

  Publication(Place place, Catalog catalog, Path warehouse) throws SQLException {
    this.place = place;
    this.catalog = catalog;
    this.warehouse = warehouse;
    this.files = new LocalFiles(warehouse, place.root());
    this.owner = catalog.owner();
  }

  /**
   * Publishes what is not.
   *
   * @param takesOver whether what another builder published is replaced
   */
  void run(boolean takesOver) throws IOException, SQLException {
    var builds = catalog.builds();
    if (builds == null) {
      return;
    }
    var what = place.databases() + " " + builds;
    if (catalog.isPublished(what) && !takesOver) {
      return;
    }
    var states = states(builds);
    try (var copies = place.copies().get();
        var directory = place.directory().get()) {
      var entries = entries(directory);
      refuseOthers(copies, entries, takesOver);
      var here = here();
      var there = there(copies);
      copies.put(missing(here, there));
      for (var shape : Site.SHAPES) {
        show(directory, shape, entries.get(shape), Objects.requireNonNull(states.get(shape)));
      }
      copies.remove(there.values().stream().filter(copy -> !here.containsKey(copy.key())).toList());
    }
    catalog.published(what);
  }

  private Map<Shape, String> states(String builds) throws SQLException {
    var states = new HashMap<Shape, String>(catalog.tables());
    states.put(Builds.SHAPE, builds);
    return states;
  }

  private Map<Shape, TableDirectory.Entry> entries(TableDirectory directory) throws IOException {
    var entries = new HashMap<Shape, TableDirectory.Entry>();
    for (var shape : Site.SHAPES) {
      directory.entry(database(shape), shape.table()).ifPresent(entry -> entries.put(shape, entry));
    }
    return entries;
  }

  private void refuseOthers(
      Copies copies, Map<Shape, TableDirectory.Entry> entries, boolean takesOver)
      throws IOException, SQLException {
    var noted = copies.note(NOTE).orElse("");
    if (!noted.isEmpty() && !noted.equals(owner) && !takesOver) {
      throw OtherOwner.of("what is in " + place.root());
    }
    for (var entry : entries.entrySet()) {
      refuseOther(entry.getKey(), entry.getValue().parameters(), takesOver);
    }
    if (!noted.equals(owner)) {
      copies.leave(NOTE, owner);
    }
  }

  /** Neither another folder knows the build, nor this one when it was put back from a backup. */
  private void refuseOther(Shape shape, Map<String, String> parameters, boolean takesOver)
      throws IOException, SQLException {
    var name = "the table %s.%s".formatted(database(shape), shape.table());
    var build = parameters.get(BUILD);
    if (build == null) {
      throw OtherOwner.unknown(name);
    }
    if (!takesOver && !catalog.isCommitted(build)) {
      throw OtherOwner.of(name);
    }
  }

  /** The files of tables that are known by this place, by their keys below it. */
  private Map<String, Path> here() throws IOException, SQLException {
    var here = new TreeMap<String, Path>();
    for (var file : Site.files(warehouse)) {
      here.put(key(file), file);
    }
    for (var garbage : catalog.garbage(Long.MAX_VALUE)) {
      if (!garbage.startsWith(place.root() + '/')) {
        here.remove(key(files.path(garbage)));
      }
    }
    return here;
  }

  private String key(Path file) {
    return files.url(file).substring(place.root().length() + 1);
  }

  private static Map<String, Copy> there(Copies copies) throws IOException {
    var there = new TreeMap<String, Copy>();
    for (var namespace : namespaces()) {
      copies.list(namespace + "/").forEach(copy -> there.put(copy.key(), copy));
    }
    return there;
  }

  private static List<String> namespaces() {
    return Site.SHAPES.stream().map(Shape::namespace).distinct().toList();
  }

  /** A file never changes, so that its size tells whether it is there. */
  private static Map<String, Path> missing(Map<String, Path> here, Map<String, Copy> there)
      throws IOException {
    var missing = new TreeMap<String, Path>();
    for (var file : here.entrySet()) {
      var copy = there.get(file.getKey());
      if (copy == null || copy.bytes() != Files.size(file.getValue())) {
        missing.put(file.getKey(), file.getValue());
      }
    }
    return missing;
  }

  private void show(
      TableDirectory directory, Shape shape, TableDirectory.@Nullable Entry was, String state)
      throws IOException, SQLException {
    if (was == null) {
      directory.add(description(shape, state, null));
      return;
    }
    var before = was.parameters().get(LOCATION);
    if (!state.equals(before)) {
      directory.move(was, description(shape, state, before));
    }
  }

  private TableDirectory.Description description(Shape shape, String state, @Nullable String before)
      throws SQLException {
    var parameters = new HashMap<String, String>();
    parameters.put("table_type", "ICEBERG");
    parameters.put(LOCATION, state);
    if (before != null) {
      parameters.put(PREVIOUS, before);
    }
    parameters.put(BUILD, catalog.lastBuild());
    return new TableDirectory.Description(
        database(shape),
        shape.table(),
        files.url(LakeTable.folder(shape, warehouse)),
        shape.columns().stream().map(Model.Column::shown).toList(),
        parameters);
  }

  private String database(Shape shape) {
    return place.databases() + "_" + shape.namespace();
  }
}
