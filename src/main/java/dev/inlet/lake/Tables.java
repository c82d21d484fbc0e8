package dev.inlet.lake;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/**
 * The tables of a build, and what DuckDB sees of them: {@code stored.<table>} has all rows and
 * where they are, {@code <namespace>.<table>} what a model is offered of them, {@code made.<table>}
 * what a model made.
 */
final class Tables {
  private final Map<Model, LakeTable> tables;
  private final Engine engine;
  private final RowWriter writer;

  Tables(Map<Model, LakeTable> tables, Engine engine, RowWriter writer) throws SQLException {
    this.tables = tables;
    this.engine = engine;
    this.writer = writer;
    for (var model : Model.values()) {
      look(model);
    }
  }

  static String stored(Model model) {
    return "stored." + model.table();
  }

  static String made(Model model) {
    return "made." + model.table();
  }

  /** Looks at all of a table again. */
  void look(Model model) throws SQLException {
    look(model, table(model).tasks());
  }

  /** Looks only at those of its files that may have rows of this kind, until the next look. */
  private void look(Model model, Expression filter) throws SQLException {
    look(model, table(model).tasks(filter));
  }

  private void look(Model model, List<FileScanTask> files) throws SQLException {
    var select = Stored.select(table(model), files);
    engine.run("create or replace view " + stored(model) + " as " + select);
  }

  /** Looks at the events of these days alone, until the next look. */
  void lookAtDays(List<String> days) throws SQLException {
    look(
        Model.EVENTS,
        days.isEmpty()
            ? Expressions.alwaysFalse()
            : Expressions.in(Model.PARTITION, days.toArray()));
  }

  LakeTable table(Model model) {
    var table = tables.get(model);
    if (table == null) {
      throw new IllegalArgumentException("not open: " + model.fullName());
    }
    return table;
  }

  /** Offers the rows of a table to models, of which this holds. */
  void offer(Model model, String condition) throws SQLException {
    offer(model, stored(model), condition);
  }

  /** Offers the rows of a relation to models, in the place of the table's. */
  void offer(Model model, String relation, String condition) throws SQLException {
    engine.run(
        "create or replace view %s as select %s from %s where %s"
            .formatted(model.fullName(), model.columnList(), relation, condition));
  }

  /** Computes the rows that follow from what is offered. */
  void make(Model model) throws SQLException {
    engine.make(made(model), model.select());
  }

  /**
   * Leaves of the rows that were made those that are new, or that were received before the stored
   * row of the same source and id; puts the rows that these take the place of into a relation.
   *
   * @return the name of that relation
   */
  String keepFirst(Model model) throws SQLException {
    var again = "again_" + model.table();
    var sameKey = "s.id = m.id and s.source is not distinct from m.source";
    boolean isMet = isMet(model, sameKey);
    engine.make(
        again,
        isMet
            ? "select s.* from %s as s semi join met as m on %s".formatted(stored(model), sameKey)
            : "select * from %s where false".formatted(stored(model)));
    if (isMet) {
      engine.run(
          """
          delete from %s as m where exists (
            select 1 from %s as s where %s and (s.received_at < m.received_at
              or s.received_at = m.received_at and s.source_filename <= m.source_filename))\
          """
              .formatted(made(model), again, sameKey));
      engine.run(
          "delete from %s as s where not exists (select 1 from %s as m where %s)"
              .formatted(again, made(model), sameKey));
    }
    look(model);
    return again;
  }

  /**
   * Whether rows that were made have the source and id of stored ones, which are in {@code met}
   * then. Ids rise with time unless clients give them, so that most files need not be read for it.
   */
  private boolean isMet(Model model, String sameKey) throws SQLException {
    var range =
        engine.list(
            "select min(id), max(id) from " + made(model),
            row -> Stream.of(row.getString(1), row.getString(2)).filter(Objects::nonNull).toList());
    if (range.getFirst().isEmpty()) {
      return false;
    }
    look(
        model,
        Expressions.and(
            Expressions.greaterThanOrEqual("id", range.getFirst().getFirst()),
            Expressions.lessThanOrEqual("id", range.getFirst().getLast())));
    engine.make(
        "met",
        "select s.id, s.source from %s as s semi join %s as m on %s where s.id between %s and %s"
            .formatted(
                stored(model),
                made(model),
                sameKey,
                Sql.quoted(range.getFirst().getFirst()),
                Sql.quoted(range.getFirst().getLast())));
    return engine.count("met") > 0;
  }

  /** Puts the rows that were made in the place of the stored rows that this holds of. */
  void replace(Model model, String condition) throws IOException, SQLException {
    var columns = model.columns().stream().map(Model.Column::name).toList();
    engine.make("old", "select * from %s where %s".formatted(stored(model), condition));
    var sameRow = Sql.same("o", "m", columns);
    var gone = "select o.* from old as o anti join %s as m on %s".formatted(made(model), sameRow);
    var fresh = "select m.* from %s as m anti join old as o on %s".formatted(made(model), sameRow);
    boolean isFirst = engine.count("old") == 0;
    engine.make("gone", isFirst ? "select * from old" : gone);
    engine.make("fresh", isFirst ? "select * from " + made(model) : fresh);
    write(model, "fresh", "gone");
    engine.drop("old");
    engine.drop(made(model));
  }

  /**
   * Adds rows, and deletes some.
   *
   * @param rows a relation that has the model's columns
   * @param gone a relation that says where the rows are that go
   */
  void write(Model model, String rows, String gone) throws IOException, SQLException {
    var table = table(model);
    var deletes = writer.deletes(table, gone);
    var files =
        engine.count(rows) == 0 ? List.<DataFile>of() : writer.rows(model, table.spec(), rows);
    if (!files.isEmpty() || !deletes.isEmpty()) {
      table.change(files, deletes);
      look(model);
    }
  }

  /** Writes the rows of these files anew; returns how many files they are in then. */
  int rewrite(Model model, List<FileScanTask> files) throws IOException, SQLException {
    var rows = "(" + Stored.select(table(model), files) + ")";
    var made = writer.rows(model, table(model).spec(), rows);
    table(model).rewrite(files, made);
    look(model);
    return made.size();
  }
}
