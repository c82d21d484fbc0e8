package dev.inlet.lake;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The statements that write a table on Athena, around the selects of the models. */
final class AthenaSql {
  /** Whether it is the same call or event: a missing source equals a missing one. */
  static final String SAME_CALL = "old.id = new.id and old.source is not distinct from new.source";

  /** What of two rows with the same source and id the other gives way to. */
  private static final String CAME_FIRST =
      """
      (new.received_at < old.received_at
        or new.received_at = old.received_at and new.source_filename < old.source_filename)\
      """;

  private AthenaSql() {}

  /** Makes a table, if there is none. */
  static String create(AthenaTable table) {
    return """
    create table if not exists %s (
      %s
    )
    %slocation 's3://${bucket}/warehouse/%s/%s/'
    tblproperties (
      'table_type' = 'ICEBERG', 'format' = 'PARQUET', 'write_compression' = 'ZSTD',
      'vacuum_max_snapshot_age_seconds' = '86400'
    )\
    """
        .formatted(
            table.fullName(),
            table.columns().stream()
                .map(column -> column.name() + " " + column.type().replace("varchar", "string"))
                .collect(Collectors.joining(",\n  ")),
            table.isDaily() ? "partitioned by (" + Model.PARTITION + ")\n" : "",
            table.database(),
            table.table());
  }

  static String clear(AthenaTable table) {
    return "delete from " + table.fullName();
  }

  static String insert(AthenaTable table, String select) {
    return "insert into %s (%s)\n%s".formatted(table.fullName(), table.columnList(), select);
  }

  /**
   * Of the rows that a model makes those that are new, or were received before the one of the same
   * source and id that is in the table.
   *
   * @param more what is selected besides of {@code old}: the row that gives way
   */
  static String news(Model model, String more) {
    var table = AthenaTable.of(model);
    return """
    select %s%s
    from (
    %s
    ) as new
    left join %s as old on %s
    where old.id is null or %s\
    """
        .formatted(
            each(table, "new.%s", ", "),
            more,
            AthenaModel.made(model, Map.of()),
            table.fullName(),
            SAME_CALL,
            CAME_FIRST);
  }

  /** Brings rows into a table: in the place of the one that this holds of, or beside the others. */
  static String merge(AthenaTable table, String rows, String same) {
    return merge(table, rows, same, "when matched");
  }

  /** The rows of a model, where the one that is there stays unless the new one came before it. */
  static String mergeFirst(Model model) {
    var matched = "when matched and " + CAME_FIRST;
    return merge(AthenaTable.of(model), AthenaModel.made(model, Map.of()), SAME_CALL, matched);
  }

  private static String merge(AthenaTable table, String rows, String same, String matched) {
    return """
    merge into %s as old
    using (
    %s
    ) as new
    on %s
    %s then update set %s
    when not matched then insert (%s) values (%s)\
    """
        .formatted(
            table.fullName(),
            rows,
            same,
            matched,
            updates(table),
            table.columnList(),
            each(table, "new.%s", ", "));
  }

  /**
   * Puts the rows that a model makes of parts of others in the place of all rows of which this
   * holds. What stays as it was is not written again.
   */
  static String replace(
      Model model, Map<String, String> parts, String condition, String... uniqueBy) {
    var table = AthenaTable.of(model);
    var keys = List.of(uniqueBy);
    var source =
        """
        select made.*, %s
        from (
        %s
        ) as made
        full join (
          select %s from %s where %s
        ) as stored on %s\
        """
            .formatted(
                each(keys, "coalesce(made.%1$s, stored.%1$s) as key_%1$s", ", "),
                AthenaModel.made(model, parts),
                String.join(", ", keys),
                table.fullName(),
                condition,
                each(keys, "stored.%1$s = made.%1$s", " and "));
    return """
    merge into %s as old
    using (
    %s
    ) as new
    on %s
    when matched and new.%s is null then delete
    when matched and (%s) then update set %s
    when not matched then insert (%s) values (%s)\
    """
        .formatted(
            table.fullName(),
            source,
            each(keys, "old.%1$s = new.key_%1$s", " and "),
            keys.getFirst(),
            each(table, "old.%1$s is distinct from new.%1$s", " or "),
            updates(table),
            table.columnList(),
            each(table, "new.%s", ", "));
  }

  private static String updates(AthenaTable table) {
    return each(table, "%1$s = new.%1$s", ", ");
  }

  /** A text for each column of a table. */
  static String each(AthenaTable table, String text, String between) {
    return each(table.columns().stream().map(Model.Column::name).toList(), text, between);
  }

  private static String each(List<String> names, String text, String between) {
    return names.stream().map(text::formatted).collect(Collectors.joining(between));
  }
}
