package dev.inlet.lake;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.FileScanTask;

/**
 * Takes rows of persons out of the tables of calls and events. What follows from these is computed
 * by the {@link Build} that comes after, which takes what went for something that changed.
 */
final class TableErasure {
  private static final String IDS = "erased_ids";

  private final Engine engine;
  private final Tables tables;
  private final Erasure erasure;
  private final Map<String, Long> rows = new TreeMap<>();

  TableErasure(Engine engine, Tables tables, Erasure erasure) {
    this.engine = engine;
    this.tables = tables;
    this.erasure = erasure;
  }

  /** What a build asks for; empty when nothing was erased. */
  static void makeIfAbsent(Engine engine) throws SQLException {
    engine.run("create table if not exists erased_links (user_id varchar)");
    engine.run("create table if not exists erased_events (person_id varchar, event_date date)");
  }

  /** Returns how many rows went, or have other JSON than before, by table. */
  Map<String, Long> run() throws IOException, SQLException {
    ids();
    var isOwn = "e.user_id = s.user_id";
    take(Model.EVENTS, isOwn, "metadata");
    take(Model.PROFILE_CALLS, isOwn, "attributes");
    take(Model.ALIAS_CALLS, "e.user_id in (s.user_id, s.linked_to)", "");
    refusals();
    engine.make("erased_events", "select person_id, event_date from gone_events");
    engine.make(
        "erased_links",
        """
        select user_id from erased_ids
        union select user_id from gone_alias_calls union select linked_to from gone_alias_calls
        union select s.user_id from stored.profile_calls as s
        semi join changed_profile_calls as c on %s\
        """
            .formatted(samePlace("s", "c")));
    write(Model.EVENTS, "metadata");
    write(Model.PROFILE_CALLS, "attributes");
    write(Model.ALIAS_CALLS, "");
    write(Model.REJECTED, "");
    return rows;
  }

  /** The ids of the records whose rows went. */
  Set<String> recordIds() throws SQLException {
    var ids = new HashSet<String>();
    for (var model :
        List.of(Model.EVENTS, Model.PROFILE_CALLS, Model.ALIAS_CALLS, Model.REJECTED)) {
      engine.each("select id from " + gone(model), row -> ids.add(row.getString(1)));
    }
    return ids;
  }

  /** Writes the files anew in which rows were deleted: a row is in them until then. */
  void settle() throws IOException, SQLException {
    for (var model : Model.values()) {
      var partitions = new LinkedHashMap<String, List<FileScanTask>>();
      for (var task : tables.table(model).tasks()) {
        if (!task.deletes().isEmpty()) {
          partitions
              .computeIfAbsent(String.valueOf(task.file().partition()), key -> new ArrayList<>())
              .add(task);
        }
      }
      for (var files : partitions.values()) {
        tables.rewrite(model, files);
      }
      tables.table(model).forget();
    }
  }

  private void ids() throws SQLException {
    var found = new LinkedHashMap<String, Long>();
    engine.each(
        """
        select user_id from stored.events union select user_id from stored.profile_calls
        union select user_id from stored.alias_calls union select linked_to from stored.alias_calls\
        """,
        row -> {
          long until = erasure.untilMillis(row.getString(1));
          if (until > 0) {
            found.put(row.getString(1), until);
          }
        });
    engine.run("create or replace table " + IDS + " (user_id varchar, until timestamp)");
    try (var insert =
        engine.connection().prepareStatement("insert into " + IDS + " values (?, epoch_ms(?))")) {
      for (var id : found.entrySet()) {
        insert.setString(1, id.getKey());
        insert.setLong(2, id.getValue());
        insert.executeUpdate();
      }
    }
  }

  private void take(Model model, String isOwn, String json) throws SQLException {
    engine.make(
        gone(model),
        """
        select s.* from %s as s
        where exists (select 1 from %s as e where %s and s.received_at < e.until)\
        """
            .formatted(Tables.stored(model), IDS, isOwn));
    makeChanged(model);
    if (!json.isEmpty()) {
      var candidates =
          """
          select s.*, epoch_ms(s.received_at) as received_millis
          from %s as s anti join %s as g on %s where (%s)\
          """
              .formatted(
                  Tables.stored(model), gone(model), samePlace("s", "g"), mayHold("s." + json));
      try (var insert =
          engine
              .connection()
              .prepareStatement("insert into " + changed(model) + " values (?, ?, ?)")) {
        eachOf(
            model,
            candidates,
            row -> {
              var before = row.getString(json);
              var after = erasure.without(before, row.getLong("received_millis"));
              if (!after.equals(before)) {
                insert.setString(1, row.getString(Stored.FILE));
                insert.setLong(2, row.getLong(Stored.POSITION));
                insert.setString(3, after);
                insert.executeUpdate();
              }
            });
      }
    }
  }

  /** File by file, as the rows of a whole table may not fit in memory. */
  private void eachOf(Model model, String select, Engine.Taker taker) throws SQLException {
    for (var task : tables.table(model).tasks()) {
      var file = tables.table(model).io().path(task.file().location()).toString();
      engine.each(select + " and s.%s = %s".formatted(Stored.FILE, Sql.quoted(file)), taker);
    }
  }

  /**
   * Whether JSON, as the engine writes it, may hold one of the ids, which it writes the same way.
   */
  private String mayHold(String column) {
    Collection<String> ids = erasure.ids();
    return ids.isEmpty()
        ? "true"
        : ids.stream()
            .map(id ->
                "contains(%1$s, cast(to_json(%2$s) as varchar)) or contains(%1$s, %3$s)"
                    .formatted(column, Sql.quoted(id), Sql.quoted(':' + id)))
            .collect(Collectors.joining(" or "));
  }

  private void refusals() throws SQLException {
    makeChanged(Model.REJECTED);
    engine.make(gone(Model.REJECTED), "select * from stored.rejected where false");
    try (var insert =
        engine
            .connection()
            .prepareStatement(
                "insert into %s (id, %s, %s) values (?, ?, ?)"
                    .formatted(gone(Model.REJECTED), Stored.FILE, Stored.POSITION))) {
      eachOf(
          Model.REJECTED,
          "select *, epoch_ms(received_at) as received_millis from stored.rejected as s where true",
          row -> {
            if (erasure.isRefusalErased(
                row.getString("id"), row.getLong("received_millis"), row.getString("body"))) {
              insert.setString(1, row.getString("id"));
              insert.setString(2, row.getString(Stored.FILE));
              insert.setLong(3, row.getLong(Stored.POSITION));
              insert.executeUpdate();
            }
          });
    }
  }

  private void makeChanged(Model model) throws SQLException {
    engine.run(
        "create or replace table %s (%s varchar, %s bigint, json varchar)"
            .formatted(changed(model), Stored.FILE, Stored.POSITION));
  }

  private void write(Model model, String json) throws IOException, SQLException {
    var columns =
        model.columns().stream()
            .map(Model.Column::name)
            .map(name -> name.equals(json) ? "c.json as " + name : "s." + name)
            .collect(Collectors.joining(", "));
    engine.make(
        "changed_rows",
        "select %s from %s as s inner join %s as c on %s"
            .formatted(columns, Tables.stored(model), changed(model), samePlace("s", "c")));
    engine.make(
        "gone_rows",
        "select %1$s, %2$s from %3$s union all select %1$s, %2$s from %4$s"
            .formatted(Stored.FILE, Stored.POSITION, gone(model), changed(model)));
    rows.put(model.fullName(), engine.count("gone_rows"));
    tables.write(model, "changed_rows", "gone_rows");
  }

  private static String gone(Model model) {
    return "gone_" + model.table();
  }

  private static String changed(Model model) {
    return "changed_" + model.table();
  }

  private static String samePlace(String one, String other) {
    return Sql.same(one, other, List.of(Stored.FILE, Stored.POSITION));
  }
}
