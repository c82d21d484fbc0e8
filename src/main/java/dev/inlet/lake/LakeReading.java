package dev.inlet.lake;

import dev.inlet.delivery.NativeCode;
import dev.inlet.delivery.RawObjects;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Answers queries on the tables as they are, also while a build is at work.
 *
 * <p>It is shut in: a query is one that only reads, and it reaches no file but those of the tables.
 */
public final class LakeReading implements AutoCloseable {
  private static final String VALIDATE =
      """
      select json_extract_string(j, '$.error') = 'true', json_extract_string(j, '$.error_type'),
        json_extract_string(j, '$.error_message'), json_array_length(j, '$.statements'),
        coalesce(try_cast(json_extract_string(j, '$.position') as integer), -1)
      from (select json_serialize_sql(?) as j)\
      """;

  private final Path warehouse;
  private final Path temporary;
  private final Engine engine;
  private Map<Model, String> shown = Map.of();

  private LakeReading(Path warehouse, Path temporary, Engine engine) {
    this.warehouse = warehouse;
    this.temporary = temporary;
    this.engine = engine;
  }

  static LakeReading open(Path warehouse, Resources resources) throws IOException, SQLException {
    return open(warehouse, resources, List.of());
  }

  /** Errors are told as JSON then, with their position. */
  static LakeReading open(Path warehouse, Resources resources, QueryBounds bounds)
      throws IOException, SQLException {
    var spill = "set max_temp_directory_size = '" + bounds.spillBytesMax() + "B'";
    return open(warehouse, resources, List.of(spill, "set errors_as_json = true"));
  }

  private static LakeReading open(Path warehouse, Resources resources, List<String> settings)
      throws IOException, SQLException {
    if (!Catalog.isIn(warehouse)) {
      throw new IOException("there are no tables yet; 'inlet lake build' makes them.");
    }
    NativeCode.check(Engine.LIBRARIES);
    var temporary = Files.createTempDirectory("inlet-lake");
    var reading = new LakeReading(warehouse, temporary, Engine.start(resources, temporary));
    for (var setting : settings) {
      reading.engine.run(setting);
    }
    reading.shutIn();
    return reading;
  }

  private void shutIn() throws SQLException {
    var folders =
        Arrays.stream(Model.values())
            .map(model -> LakeTable.folder(model, warehouse) + "/")
            .toList();
    engine.run("set preserve_insertion_order = true");
    engine.run("set allowed_directories = " + Sql.list(folders));
    engine.run("set enable_external_access = false");
    engine.run("set lock_configuration = true");
  }

  /** Looks at the tables as they are now. */
  void refresh() throws IOException, SQLException {
    try (var catalog = Catalog.open(warehouse)) {
      var states = catalog.tables();
      if (!states.equals(shown)) {
        var files = LocalFiles.of(warehouse, states);
        for (var model : Model.values()) {
          var table = LakeTable.open(model, warehouse, files, "", states.get(model));
          engine.run(
              "create or replace view %s as select %s from (%s)"
                  .formatted(
                      model.fullName(), model.columnList(), Stored.select(table, table.tasks())));
        }
        shown = states;
      }
    }
  }

  /**
   * Writes the result of a query.
   *
   * @throws QueryRefused when it is not one that can be answered
   */
  public void query(String sql, Format format, PrintWriter out) throws IOException {
    try {
      refresh();
      refuseWrites(sql);
      try (var statement = engine.connection().createStatement();
          var rows = statement.executeQuery(sql)) {
        new ResultWriter(out).write(rows, format);
      }
    } catch (SQLException e) {
      throw new QueryRefused(String.valueOf(e.getMessage()).strip());
    }
  }

  /** The engine that the queries are put to. */
  Connection connection() {
    return engine.connection();
  }

  void refuseWrites(String sql) throws SQLException {
    try (var statement = engine.connection().prepareStatement(VALIDATE)) {
      statement.setString(1, sql);
      try (var row = statement.executeQuery()) {
        if (!row.next() || row.getBoolean(1)) {
          throw new QueryRefused(
              "not implemented".equals(row.getString(2))
                  ? "A query only reads: it starts with select, with or from."
                  : row.getString(3),
              row.getInt(5));
        }
        if (row.getInt(4) != 1) {
          throw new QueryRefused("This takes one query at a time.");
        }
      }
    }
  }

  /**
   * Writes where the records that have this id came from, and for whom they count.
   *
   * @param raw where the raw objects are
   * @return how many they are
   */
  public int trace(String id, RawObjects raw, PrintWriter out) throws IOException {
    try {
      refresh();
      return new Trace(raw, out).run(engine, id);
    } catch (SQLException e) {
      throw new IOException("the tables can't be read: " + e.getMessage(), e);
    }
  }

  /** Writes what tables there are: their columns, rows and bytes. */
  public void tables(PrintWriter out) throws IOException {
    try {
      refresh();
      try (var catalog = Catalog.open(warehouse)) {
        var states = catalog.tables();
        var files = LocalFiles.of(warehouse, states);
        for (var model : Model.values()) {
          var table = LakeTable.open(model, warehouse, files, "", states.get(model));
          var tasks = table.tasks();
          out.printf(
              "%-28s %12d rows %7d files %14d bytes%n    %s%n",
              model.fullName(),
              engine.count(model.fullName()),
              tasks.size(),
              tasks.stream().mapToLong(task -> task.file().fileSizeInBytes()).sum(),
              model.columns().stream()
                  .map(column -> column.name() + " " + column.type())
                  .collect(Collectors.joining(", ")));
        }
      }
    } catch (SQLException e) {
      throw new IOException("the tables can't be read: " + e.getMessage(), e);
    }
    out.flush();
  }

  @Override
  public void close() throws IOException {
    engine.close();
    try (var paths = Files.walk(temporary)) {
      List<Path> all = paths.sorted(Comparator.reverseOrder()).toList();
      for (var path : all) {
        Files.deleteIfExists(path);
      }
    }
  }
}
