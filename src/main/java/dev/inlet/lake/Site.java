package dev.inlet.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * The files of a build: the names of all of them start with its id, or are below a folder of that
 * name. While it lasts a folder {@code .building/<id>} is there, in which the engine puts what does
 * not fit in memory; so the next build finds what one that was killed left behind.
 */
final class Site implements AutoCloseable {
  private static final String BUILDING = ".building";

  /** Whoever reads a state of the tables is done with it by then. */
  private static final Duration READ_MAX = Duration.ofHours(1);

  /** All tables, in the order in which they are published. */
  static final List<Shape> SHAPES =
      Stream.concat(Stream.of(Model.values()), Stream.of(Builds.SHAPE)).toList();

  private final Path warehouse;
  private final String build;

  private Site(Path warehouse, String build) {
    this.warehouse = warehouse;
    this.build = build;
  }

  /** Removes what dead builds left, and begins one. */
  static Site open(Path warehouse, Catalog catalog) throws IOException, SQLException {
    var building = warehouse.resolve(BUILDING);
    Files.createDirectories(building);
    for (var dead : children(building)) {
      var site = new Site(warehouse, dead.getFileName().toString());
      if (!catalog.isCommitted(site.build)) {
        site.removeFiles();
      }
      site.close();
    }
    var random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    var site = new Site(warehouse, System.currentTimeMillis() + "-" + random);
    Files.createDirectories(site.temporary());
    return site;
  }

  /** When the build began that is at work; those before this time are dead. */
  static Optional<Instant> buildingSince(Path warehouse, Instant after) throws IOException {
    return children(warehouse.resolve(BUILDING)).stream()
        .map(folder -> folder.getFileName().toString().split("-", 2)[0])
        .filter(millis -> millis.matches("\\d{1,15}"))
        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
        .filter(after::isBefore)
        .max(Comparator.naturalOrder());
  }

  String build() {
    return build;
  }

  Path temporary() {
    return warehouse.resolve(BUILDING).resolve(build);
  }

  /**
   * Makes all files safe, and moves all tables at once.
   *
   * @param builtAtMillis weeks that have ended by then count; 0 when that stays as it was
   */
  void commit(
      Catalog catalog,
      Map<Model, LakeTable> tables,
      LocalFiles files,
      RowWriter writer,
      List<String> rawKeys,
      long builtAtMillis)
      throws IOException, SQLException {
    long nowMillis = System.currentTimeMillis();
    long before = nowMillis - READ_MAX.toMillis();
    var garbage = new TreeSet<String>();
    var states = new EnumMap<Model, String>(Model.class);
    for (var entry : tables.entrySet()) {
      var table = entry.getValue();
      if (table.isChanged()) {
        garbage.addAll(table.expire(before));
        states.put(entry.getKey(), table.write());
      }
    }
    String builds = null;
    if (files.areElsewhere()) {
      var table = LakeTable.open(Builds.SHAPE, warehouse, files, build, catalog.builds());
      Builds.write(table, writer, tables, build, nowMillis);
      garbage.addAll(table.expire(before));
      builds = table.write();
    }
    files.sync();
    var removed = catalog.garbage(before);
    for (var location : removed) {
      files.deleteFile(location);
    }
    catalog.commit(
        new Catalog.Change(
            build, builtAtMillis, nowMillis, states, builds, rawKeys, garbage, removed));
  }

  /** Deletes the files of tables that these states of theirs do not need; returns how many. */
  int sweep(Map<Model, LakeTable> tables, LocalFiles files, Map<Model, String> states)
      throws IOException {
    int deleted = 0;
    for (var entry : tables.entrySet()) {
      var needed = entry.getValue().files();
      var state = states.get(entry.getKey());
      if (state != null) {
        needed.add(files.path(state));
      }
      for (var file : filesBelow(LakeTable.folder(entry.getKey(), warehouse))) {
        if (!needed.contains(file)) {
          Files.delete(file);
          deleted++;
        }
      }
    }
    return deleted;
  }

  /** All files of tables, whatever state they are of. */
  static List<Path> files(Path warehouse) throws IOException {
    var files = new ArrayList<Path>();
    for (var shape : SHAPES) {
      files.addAll(filesBelow(LakeTable.folder(shape, warehouse)));
    }
    return files;
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }

  private void removeFiles() throws IOException {
    for (var shape : SHAPES) {
      var folder = LakeTable.folder(shape, warehouse);
      delete(folder.resolve("data").resolve(build));
      for (var file : children(folder.resolve("metadata"))) {
        if (file.getFileName().toString().startsWith(build)) {
          Files.delete(file);
        }
      }
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var paths = Files.list(folder)) {
      return paths.toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    delete(temporary());
  }
}
