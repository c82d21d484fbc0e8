package dev.inlet.lake;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The table {@code processed.builds}, for those who read tables that are published one by one: a
 * row a table, with the snapshot in which the last build left it. It is published last, so whoever
 * reads the tables in these snapshots sees all of one build and nothing of another.
 */
final class Builds implements Shape {
  static final Builds SHAPE = new Builds();

  private static final String COLUMNS =
      "build varchar, built_at timestamp, table_name varchar, snapshot_id bigint";

  private Builds() {}

  @Override
  public String namespace() {
    return Model.EVENTS.namespace();
  }

  @Override
  public String table() {
    return "builds";
  }

  @Override
  public List<Model.Column> columns() {
    return Model.Column.list(COLUMNS);
  }

  /** Says in this table what a build leaves of the others. */
  static void write(
      LakeTable builds,
      RowWriter writer,
      Map<Model, LakeTable> tables,
      String build,
      long builtAtMillis)
      throws IOException, SQLException {
    var rows =
        tables.entrySet().stream()
            .map(table ->
                "(%s, epoch_ms(%d), %s, cast(%s as bigint))"
                    .formatted(
                        Sql.quoted(build),
                        builtAtMillis,
                        Sql.quoted(table.getKey().fullName()),
                        snapshot(table.getValue())))
            .collect(
                Collectors.joining(", ", "(values ", ") as b (%s)".formatted(SHAPE.columnList())));
    builds.replace(writer.rows(SHAPE, builds.spec(), rows));
  }

  private static String snapshot(LakeTable table) {
    var id = table.snapshot();
    return id.isPresent() ? Long.toString(id.getAsLong()) : "null";
  }
}
