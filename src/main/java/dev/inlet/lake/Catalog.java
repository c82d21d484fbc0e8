package dev.inlet.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Where the tables are: an Iceberg JDBC catalog in a file, with what else a build must move in the
 * same transaction.
 *
 * <pre>
 * iceberg_tables                one row a table: the file of its state, as Iceberg's JdbcCatalog has it
 * iceberg_namespace_properties  as JdbcCatalog has it
 * inlet_raw_objects             one row a raw object that is in the tables, by its key
 * inlet_builds                  one row a build that was committed, and when it was
 * inlet_garbage                 one row a file that no table needs any more, with the time since when
 * inlet_rules                   one row a rule that the tables were built by, and that is off when it is not there
 * </pre>
 *
 * <p>The write lock of the file is the lock of the build: whoever has begun is the only one, and a
 * process that is killed lets go of it.
 */
final class Catalog implements AutoCloseable {
  static final String NAME = "inlet";
  private static final String FILE = "catalog.db";
  private static final int READ_WAIT_MILLIS = 10_000;

  private static final List<String> LAYOUT =
      List.of(
          """
          create table if not exists iceberg_tables (
            catalog_name varchar(255) not null,
            table_namespace varchar(255) not null,
            table_name varchar(255) not null,
            metadata_location varchar(1000),
            previous_metadata_location varchar(1000),
            iceberg_type varchar(5),
            primary key (catalog_name, table_namespace, table_name))\
          """,
          """
          create table if not exists iceberg_namespace_properties (
            catalog_name varchar(255) not null,
            namespace varchar(255) not null,
            property_key varchar(255),
            property_value varchar(1000),
            primary key (catalog_name, namespace, property_key))\
          """,
          """
          create table if not exists inlet_raw_objects (
            key text not null primary key, build text not null) without rowid\
          """,
          """
          create table if not exists inlet_builds (
            build text not null primary key, built_at integer not null)\
          """,
          """
          create table if not exists inlet_garbage (
            path text not null primary key, since integer not null) without rowid\
          """,
          """
          create table if not exists inlet_rules (name text not null primary key) without rowid\
          """);

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
    for (var statement : LAYOUT) {
      run(statement);
    }
  }

  /** The files of the tables' states. */
  Map<Model, String> tables() throws SQLException {
    var tables = new EnumMap<Model, String>(Model.class);
    if (isLaidOut()) {
      try (var statement =
          connection.prepareStatement(
              "select metadata_location from iceberg_tables"
                  + " where catalog_name = ? and table_namespace = ? and table_name = ?")) {
        for (var model : Model.values()) {
          statement.setString(1, NAME);
          statement.setString(2, model.namespace());
          statement.setString(3, model.table());
          try (var rows = statement.executeQuery()) {
            if (rows.next()) {
              tables.put(model, rows.getString(1));
            }
          }
        }
      }
    }
    return tables;
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
   * @param garbage files that no state needs any more
   * @param removed files that were garbage and are gone
   */
  record Change(
      String build,
      long builtAtMillis,
      long atMillis,
      Map<Model, String> tables,
      Collection<String> rawKeys,
      Collection<String> garbage,
      Collection<String> removed) {}

  private void move(Model model, String from, String to) throws SQLException {
    run(
        "insert or ignore into iceberg_namespace_properties values ('%s', '%s', 'exists', 'true')"
            .formatted(NAME, model.namespace()));
    try (var statement =
        connection.prepareStatement(
            "insert or replace into iceberg_tables (catalog_name, table_namespace, table_name,"
                + " metadata_location, previous_metadata_location, iceberg_type)"
                + " values (?, ?, ?, ?, nullif(?, ''), 'TABLE')")) {
      statement.setString(1, NAME);
      statement.setString(2, model.namespace());
      statement.setString(3, model.table());
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
