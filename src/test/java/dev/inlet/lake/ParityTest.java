package dev.inlet.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inlet.delivery.directory.DirectoryObjects;
import dev.inlet.lake.oracle.Hurtful;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same text gives the same rows on DuckDB and on Trino, of data that is made to hurt. */
class ParityTest {
  private static final Resources RESOURCES = new Resources(512L << 20, 2);
  private static final List<Long> SEEDS = List.of(21L, 22L, 23L);
  private static final int TRINO_JDK = 25;
  private static final int ROWS_A_STATEMENT = 50;

  private static final List<Model> BEFORE_IDENTITIES =
      List.of(Model.REJECTED, Model.ALIAS_CALLS, Model.PROFILE_CALLS);
  private static final List<Model> AFTER_CHAINS =
      List.of(
          Model.IDENTITIES,
          Model.EVENTS,
          Model.PROFILES,
          Model.LINK_REPORTS,
          Model.DAILY_EVENTS,
          Model.FEATURE_USAGE,
          Model.SESSIONS,
          Model.RETENTION,
          Model.RETENTION_DRIVERS);

  private @TempDir Path folder;

  @Test
  void givesTheSameRows() throws IOException, SQLException {
    var classpath = System.getProperty("parity.classpath");
    assumeTrue(classpath != null, "Trino is fetched, and this is run, by scripts/parity");
    assumeTrue(Runtime.version().feature() >= TRINO_JDK, "Trino needs a JDK " + TRINO_JDK);
    try (var trino = TrinoProcess.start(classpath, folder)) {
      for (var schema : List.of("raw", "processed", "identities", "aggregated")) {
        trino.run("create schema if not exists memory." + schema);
      }
      for (var seed : SEEDS) {
        compare(trino, seed.toString(), Hurtful.of(seed));
      }
      compare(trino, "keys", Hurtful.manyKeys());
    }
  }

  private void compare(TrinoProcess trino, String name, List<Hurtful.Raw> objects)
      throws IOException, SQLException {
    var lake = folder.resolve(name);
    for (var object : objects) {
      var file = lake.resolve(object.key());
      Files.createDirectories(file.getParent());
      try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write((String.join("\n", object.lines()) + "\n").getBytes(UTF_8));
      }
    }
    try (var duckdb = Engine.start(RESOURCES, lake.resolve("temporary"))) {
      var raw = new DirectoryObjects(lake);
      var lines = new RawLines(duckdb, raw, lake.resolve("temporary"));
      for (var stream : RawStream.values()) {
        lines.read(stream, raw.list(stream.prefix()));
        copy(duckdb, trino, stream.table());
      }
      var both = new Both(duckdb, trino);
      both.make("build", "select timestamp '2026-11-21 07:00:00.000' as built_at");
      for (var model : BEFORE_IDENTITIES) {
        both.make(model.fullName(), model.select());
      }
      identities(both);
      for (var model : AFTER_CHAINS) {
        both.make(model.fullName(), model.select());
      }
    }
  }

  private static void identities(Both both) throws IOException, SQLException {
    both.make("identities.chains", Sql.resource("identities/links"));
    jump(both);
    both.make("identities.cycles", Sql.resource("identities/cycles"));
    both.make(
        "identities.chains",
        """
        select user_id, linked_to, linked_at, age, linked_to as person_id, age as latest
        from identities.chains where user_id not in (select user_id from identities.cycles)\
        """);
    jump(both);
  }

  /** More often than the longest chain needs. */
  private static void jump(Both both) throws IOException, SQLException {
    for (int doubling = 0; doubling < 8; doubling++) {
      both.make("identities.chains", Sql.resource("identities/jump"));
    }
  }

  /** The two engines, each with its own rows of all tables. */
  private record Both(Engine duckdb, TrinoProcess trino) {
    /** Trino replaces no table, so it makes it beside the one that it may be made of. */
    void make(String table, String select) throws IOException, SQLException {
      duckdb.make(table, select);
      trino.run("drop table if exists raw.made");
      trino.run("create table raw.made as " + select);
      trino.run("drop table if exists " + table);
      trino.run("create table " + table + " as select * from raw.made");
      assertThat(Cells.canonical(trino.run("select * from " + table)))
          .as(table)
          .isEqualTo(Cells.canonical(duckdb.list("select * from " + table, ParityTest::row)));
    }
  }

  private static void copy(Engine duckdb, TrinoProcess trino, String table)
      throws IOException, SQLException {
    var columns =
        duckdb.list(
            "select column_name || ' ' || lower(data_type) from (describe "
                + table
                + ") as d"
                + " (column_name, data_type, a, b, c, d)",
            row -> row.getString(1));
    trino.run("drop table if exists " + table);
    trino.run("create table %s (%s)".formatted(table, String.join(", ", columns)));
    var rows = new ArrayList<String>();
    for (var row : duckdb.list("select * from " + table, ParityTest::row)) {
      var cells = new ArrayList<String>();
      for (int column = 0; column < row.size(); column++) {
        var cell = row.get(column);
        boolean isText = columns.get(column).endsWith(" varchar");
        cells.add(cell == null ? "null" : isText ? Sql.quoted(cell) : cell);
      }
      rows.add("(" + String.join(", ", cells) + ")");
    }
    for (int from = 0; from < rows.size(); from += ROWS_A_STATEMENT) {
      var some = rows.subList(from, Math.min(rows.size(), from + ROWS_A_STATEMENT));
      trino.run("insert into " + table + " values " + String.join(", ", some));
    }
  }

  static List<@Nullable String> row(ResultSet row) throws SQLException {
    var cells = new ArrayList<@Nullable String>();
    for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
      cells.add(row.getString(column));
    }
    return cells;
  }
}
