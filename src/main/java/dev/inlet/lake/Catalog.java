package dev.inlet.lake;

import dev.inlet.delivery.NativeCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Where the tables are: an Iceberg JDBC catalog in a file, with what else a build must move in the
 * same transaction, as {@link CatalogLayout} has it.
 *
 * <p>The write lock of the file is the lock of the build: whoever has begun is the only one, and a
 * process that is killed lets go of it.
 */
final class Catalog implements AutoCloseable {
  static final String NAME = "inlet";
  private static final String FILE = "catalog.db";
  private static final int READ_WAIT_MILLIS = 10_000;

  private static final String STATE =
      "select metadata_location from iceberg_tables"
          + " where catalog_name = ? and table_namespace = ? and table_name = ?";

  private static final String SEEN_IN =
      "select key from inlet_raw_objects"
          + " where key >= ?1 and key < ?2 and instr(substr(key, length(?1) + 1), '/') = 0";

  private static final char AFTER_SLASH = '/' + 1;
  private static final String REFUSES_MERGES = "refuse-merges";

  private final Connection connection;

  private Catalog(Connection connection) {
    this.connection = connection;
  }

  /** Whether a catalog has been made in this folder. */
  static boolean isIn(Path warehouse) {
    return Files.exists(warehouse.resolve(FILE));
  }

  /** When the last build was committed here, by the file alone; empty when none was. */
  static Optional<Instant> changedAt(Path warehouse) throws IOException {
    var file = warehouse.resolve(FILE);
    return Files.exists(file) && Files.size(file) > 0
        ? Optional.of(Files.getLastModifiedTime(file).toInstant())
        : Optional.empty();
  }

  static Catalog open(Path warehouse) throws IOException {
    NativeCode.check(Engine.LIBRARIES);
    Files.createDirectories(warehouse);
    try {
      var connection =
          new JDBC().connect("jdbc:sqlite:" + warehouse.resolve(FILE), new Properties());
      var catalog = new Catalog(connection);
      catalog.run("pragma busy_timeout = " + READ_WAIT_MILLIS);
      return catalog;
    } catch (SQLException e) {
      throw new IOException("the catalog can't be opened: " + e.getMessage(), e);
    }
  }

  /**
   * Begins what {@link #commit} ends, or {@link #close} without it leaves undone.
   *
   * @throws LakeBusy when another build has begun
   */
  void begin() throws SQLException {
    try {
      run("pragma busy_timeout = 0");
      run("begin immediate");
      run("pragma busy_timeout = " + READ_WAIT_MILLIS);
    } catch (SQLiteException e) {
      if (e.getResultCode() == SQLiteErrorCode.SQLITE_BUSY) {
        throw new LakeBusy();
      }
      throw e;
    }
    for (var statement : CatalogLayout.STATEMENTS) {
      run(statement);
    }
  }

  /** The files of the tables' states. */
  Map<Model, String> tables() throws SQLException {
    var tables = new EnumMap<Model, String>(Model.class);
    if (isLaidOut()) {
      try (var statement = connection.prepareStatement(STATE)) {
        for (var model : Model.values()) {
          var state = state(statement, model);
          if (state != null) {
            tables.put(model, state);
          }
        }
      }
    }
    return tables;
  }

  /** The file of the state of the table that says what builds left; null when there is none. */
  @Nullable String builds() throws SQLException {
    try (var statement = connection.prepareStatement(STATE)) {
      return state(statement, Builds.SHAPE);
    }
  }

  private static @Nullable String state(PreparedStatement statement, Shape shape)
      throws SQLException {
    statement.setString(1, NAME);
    statement.setString(2, shape.namespace());
    statement.setString(3, shape.table());
    try (var rows = statement.executeQuery()) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  private boolean isLaidOut() throws SQLException {
    return hasTable("inlet_garbage");
  }

  private boolean hasTable(String name) throws SQLException {
    return !texts("select name from sqlite_master where name = " + Sql.quoted(name)).isEmpty();
  }

  /** The keys of the raw objects that are in the tables. */
  Set<String> seen() throws SQLException {
    return new HashSet<>(texts("select key from inlet_raw_objects"));
  }

  /** Those of them that are right in this folder, whose name ends with a slash. */
  Set<String> seenIn(String folder) throws SQLException {
    try (var statement = connection.prepareStatement(SEEN_IN)) {
      statement.setString(1, folder);
      statement.setString(2, folder.substring(0, folder.length() - 1) + AFTER_SLASH);
      try (var rows = statement.executeQuery()) {
        var keys = new HashSet<String>();
        while (rows.next()) {
          keys.add(rows.getString(1));
        }
        return keys;
      }
    }
  }

  boolean isCommitted(String build) throws SQLException {
    return !texts("select build from inlet_builds where build = " + Sql.quoted(build)).isEmpty();
  }

  /** When the last build was committed; 0 when none was. */
  long lastBuiltAtMillis() throws SQLException {
    return Long.parseLong(texts("select coalesce(max(built_at), 0) from inlet_builds").getFirst());
  }

  /** Whether the tables were built without links that merge profiles. */
  boolean refusesMerges() throws SQLException {
    return hasTable("inlet_rules")
        && texts("select name from inlet_rules").contains(REFUSES_MERGES);
  }

  /** Says how the tables are built from now on. */
  void refuseMerges(boolean isRefused) throws SQLException {
    run(
        (isRefused
                ? "insert or ignore into inlet_rules values (%s)"
                : "delete from inlet_rules where name = %s")
            .formatted(Sql.quoted(REFUSES_MERGES)));
  }

  /** Forgets which raw objects were seen, for a build from all of them. */
  void forgetRawObjects() throws SQLException {
    run("delete from inlet_raw_objects");
  }

  /** Forgets the tables, whose files are garbage then, for a build from all raw objects. */
  void forgetTables(Collection<String> files, long atMillis) throws SQLException {
    run("delete from iceberg_tables");
    insert("insert or ignore into inlet_garbage values (?, ?)", files, atMillis);
  }

  /** The id of this catalog. */
  String owner() throws SQLException {
    return texts("select id from inlet_owner").getFirst();
  }

  /** The build that was committed last. */
  String lastBuild() throws SQLException {
    return texts("select build from inlet_builds order by rowid desc limit 1").getFirst();
  }

  /** Whether this was published last, and all of it was. */
  boolean isPublished(String what) throws SQLException {
    return texts("select what from inlet_published").contains(what);
  }

  /** Keeps what was published last, and ends what was begun. */
  void published(String what) throws SQLException {
    run("delete from inlet_published");
    run("insert into inlet_published values (%s)".formatted(Sql.quoted(what)));
    run("commit");
  }

  /** What was garbage before this time. */
  List<String> garbage(long untilMillis) throws SQLException {
    return texts("select path from inlet_garbage where since < " + untilMillis);
  }

  /** Moves tables, and with them what is known of raw objects and garbage. */
  void commit(Change change) throws SQLException {
    var before = tables();
    for (var table : change.tables().entrySet()) {
      move(table.getKey(), before.getOrDefault(table.getKey(), ""), table.getValue());
    }
    if (change.builds() != null) {
      move(Builds.SHAPE, Objects.requireNonNullElse(builds(), ""), change.builds());
    }
    insert(
        "insert or ignore into inlet_raw_objects values (?, ?)", change.rawKeys(), change.build());
    insert(
        "insert or ignore into inlet_garbage values (?, ?)", change.garbage(), change.atMillis());
    insert(
        "delete from inlet_garbage where path = ? and since <= ?",
        change.removed(),
        change.atMillis());
    insert(
        "insert into inlet_builds values (?, ?)", List.of(change.build()), change.builtAtMillis());
    run("commit");
  }

  /**
   * What a build changes.
   *
   * @param builtAtMillis weeks that have ended by then count; 0 when that stays as it was
   * @param tables the files of the states of those that change
   * @param builds the one of the table that says what builds left; null when nobody reads it
   * @param garbage files that no state needs any more
   * @param removed files that were garbage and are gone
   */
  record Change(
      String build,
      long builtAtMillis,
      long atMillis,
      Map<Model, String> tables,
      @Nullable String builds,
      Collection<String> rawKeys,
      Collection<String> garbage,
      Collection<String> removed) {}

  private void move(Shape shape, String from, String to) throws SQLException {
    run(
        "insert or ignore into iceberg_namespace_properties values ('%s', '%s', 'exists', 'true')"
            .formatted(NAME, shape.namespace()));
    try (var statement =
        connection.prepareStatement(
            "insert or replace into iceberg_tables (catalog_name, table_namespace, table_name,"
                + " metadata_location, previous_metadata_location, iceberg_type)"
                + " values (?, ?, ?, ?, nullif(?, ''), 'TABLE')")) {
      statement.setString(1, NAME);
      statement.setString(2, shape.namespace());
      statement.setString(3, shape.table());
      statement.setString(4, to);
      statement.setString(5, from);
      statement.executeUpdate();
    }
  }

  private void insert(String sql, Collection<String> texts, Object second) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (var text : texts) {
        statement.setString(1, text);
        statement.setObject(2, second);
        statement.executeUpdate();
      }
    }
  }

  private void run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> texts(String sql) throws SQLException {
    var texts = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException("the catalog can't be closed: " + e.getMessage(), e);
    }
  }
}
