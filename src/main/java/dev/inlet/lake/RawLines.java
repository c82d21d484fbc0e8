package dev.inlet.lake;

import dev.inlet.delivery.Compression;
import dev.inlet.delivery.RawObjects;
import dev.inlet.delivery.RawObjects.RawObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Puts the lines of raw objects where the models read them. */
final class RawLines {
  /** So many objects in a row that can't be had are not their fault. */
  private static final int FAILURES_MAX = 3;

  private final Engine engine;
  private final RawObjects raw;
  private final Path temporary;
  private final List<String> unreadable = new ArrayList<>();
  private final List<Path> copies = new ArrayList<>();
  private long strangers;

  /**
   * @param temporary where objects are put that are not on this machine
   */
  RawLines(Engine engine, RawObjects raw, Path temporary) {
    this.engine = engine;
    this.raw = raw;
    this.temporary = temporary;
  }

  /**
   * Reads the lines of these objects. One that can't be read must not hold up all others: it is
   * left out, and the next build tries it again.
   *
   * @return the keys of those that were read
   */
  List<String> read(RawStream stream, List<RawObject> objects) throws IOException, SQLException {
    try {
      return read(stream, files(objects));
    } finally {
      for (var copy : copies) {
        Files.deleteIfExists(copy);
      }
      copies.clear();
    }
  }

  private List<String> read(RawStream stream, Map<String, Path> files) throws SQLException {
    try {
      make(stream, files);
    } catch (SQLException e) {
      if (!removeUnreadable(files)) {
        throw e;
      }
      make(stream, files);
    }
    return List.copyOf(files.keySet());
  }

  List<String> unreadable() {
    return unreadable;
  }

  /** How many lines are no records of ours. */
  long strangers() {
    return strangers;
  }

  private void make(RawStream stream, Map<String, Path> files) throws SQLException {
    var select = "select %s, %s as source_filename, %s as is_record from %s";
    if (files.isEmpty()) {
      var nothing = select.formatted(stream.columns(), "''", "false", stream.blank());
      engine.make(stream.table(), nothing + " where false");
      return;
    }
    var first = files.entrySet().iterator().next();
    var path = first.getValue().toString();
    int rootLength = path.codePointCount(0, path.length() - first.getKey().length());
    var lines =
        """
        read_json(%s, format = 'newline_delimited', ignore_errors = true, filename = true,
          columns = %s)\
        """
            .formatted(
                Sql.list(files.values().stream().map(Path::toString).toList()), stream.types());
    engine.make(
        stream.table(),
        select.formatted(
            stream.columns(),
            "substr(filename, %d)".formatted(rootLength + 1),
            stream.isRecord(),
            lines));
    strangers += engine.count(stream.table() + " where not is_record");
    engine.run("delete from " + stream.table() + " where not is_record");
  }

  private Map<String, Path> files(List<RawObject> objects) throws IOException {
    var files = new LinkedHashMap<String, Path>();
    int failures = 0;
    for (var object : objects) {
      try {
        files.put(object.key(), file(object.key()));
        failures = 0;
      } catch (IOException e) {
        failures++;
        if (failures == FAILURES_MAX) {
          throw e;
        }
        unreadable.add(object.key());
      }
    }
    return files;
  }

  private Path file(String key) throws IOException {
    var local = raw.file(key);
    if (local.isPresent()) {
      return local.get().toAbsolutePath().normalize();
    }
    var copy = temporary.resolve(key).toAbsolutePath().normalize();
    Files.createDirectories(Objects.requireNonNull(copy.getParent()));
    copies.add(copy);
    try (var in = raw.read(key)) {
      Files.copy(in, copy);
    }
    return copy;
  }

  private boolean removeUnreadable(Map<String, Path> files) {
    return files
        .entrySet()
        .removeIf(file -> {
          try (var in = new BufferedInputStream(Files.newInputStream(file.getValue()));
              var plain = Compression.ofKey(file.getKey()).from(in)) {
            plain.transferTo(OutputStream.nullOutputStream());
            return false;
          } catch (IOException e) {
            unreadable.add(file.getKey());
            return true;
          }
        });
  }
}
