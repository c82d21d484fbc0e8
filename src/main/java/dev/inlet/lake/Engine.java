package dev.inlet.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** A DuckDB in this process that keeps within its memory, and has the functions of the models. */
final class Engine implements AutoCloseable {
  /** What is needed to work on the tables. */
  static final String LIBRARIES = "DuckDB and SQLite";

  private static final String STATEMENT_END = ";\\s*\n";

  private final Connection connection;

  private Engine(Connection connection) {
    this.connection = connection;
  }

  /**
   * Starts one.
   *
   * @param temporary where it puts what does not fit
   */
  static Engine start(Resources limits, Path temporary) throws IOException {
    Files.createDirectories(temporary);
    var properties = new Properties();
    properties.setProperty("memory_limit", limits.memoryBytes() + "B");
    properties.setProperty("threads", Integer.toString(limits.threads()));
    properties.setProperty("temp_directory", temporary.toString());
    properties.setProperty("preserve_insertion_order", "false");
    try {
      var engine = new Engine(new DuckDBDriver().connect("jdbc:duckdb:", properties));
      for (var statement : Sql.resource("duckdb").split(STATEMENT_END, -1)) {
        if (!statement.isBlank()) {
          engine.run(statement);
        }
      }
      for (var schema : List.of("raw", "identities", "stored", "made", "processed", "aggregated")) {
        engine.run("create schema " + schema);
      }
      return engine;
    } catch (SQLException e) {
      throw new IOException("DuckDB can't be started: " + e.getMessage(), e);
    }
  }

  void run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Makes a table of the rows of a select, in the place of the one that has this name. */
  void make(String table, String select) throws SQLException {
    run("create or replace table " + table + " as\n" + select);
  }

  void drop(String table) throws SQLException {
    run("drop table if exists " + table);
  }

  /** Reads a row. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  <T> List<T> list(String sql, Reader<T> reader) throws SQLException {
    var all = new ArrayList<T>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        all.add(reader.read(rows));
      }
    }
    return all;
  }

  /** Takes a row. */
  @FunctionalInterface
  interface Taker {
    void take(ResultSet row) throws SQLException;
  }

  void each(String sql, Taker taker) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        taker.take(rows);
      }
    }
  }

  long count(String from) throws SQLException {
    return list("select count(*) from " + from, row -> row.getLong(1)).getFirst();
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException("DuckDB can't be closed: " + e.getMessage(), e);
    }
  }
}
