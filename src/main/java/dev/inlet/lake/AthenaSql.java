package dev.inlet.lake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statements that write a table on Athena, around the selects of the models. */
final class AthenaSql {
  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*--.*\n");
  private static final Pattern RELATION =
      Pattern.compile(
          "\\b(from|join)\\s+((?:raw|processed|aggregated|identities)\\.([a-z_]+)|(build))\\b(\\s+as\\b)?");

  /** When the execution began, as UTC without a zone. */
  static final String STARTED =
      "cast(from_iso8601_timestamp('{}') at time zone 'UTC' as timestamp)";

  /** Whether it is the same call or event: a missing source equals a missing one. */
  static final String SAME_CALL = "old.id = new.id and old.source is not distinct from new.source";

  /** Weeks that began before have ended. */
  private static final String MONDAY =
      "(select date_trunc('week', built_at) from %s)".formatted(AthenaTable.BUILD.fullName());

  /** What of two rows with the same source and id the other gives way to. */
  private static final String CAME_FIRST =
      """
      (new.received_at < old.received_at
        or new.received_at = old.received_at and new.source_filename < old.source_filename)\
      """;

  private AthenaSql() {}

  /**
   * The text of a model, over other relations than those that it names.
   *
   * @param relations by the names in the text; what is not among them is read from its table
   */
  static String over(String model, Map<String, String> relations) {
    return RELATION
        .matcher(COMMENT.matcher(model).replaceAll("").strip())
        .replaceAll(found -> {
          var name = found.group(2);
          var table = found.group(3) == null ? found.group(4) : found.group(3);
          var relation = Optional.ofNullable(relations.get(name)).orElseGet(() -> lasting(name));
          var alias = found.group(5) == null ? " as " + table : " as";
          return Matcher.quoteReplacement(found.group(1) + " " + relation + alias);
        });
  }

  private static String lasting(String name) {
    return Stream.of(Model.values())
        .filter(model -> model.fullName().equals(name))
        .map(model -> AthenaTable.of(model).fullName())
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("nothing is known to be " + name));
  }

  /** The rows of a table of which this holds. */
  static String part(AthenaTable table, String condition) {
    return "(select %s from %s where %s)"
        .formatted(table.columnList(), table.fullName(), condition);
  }

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
   * @param columns what is selected of {@code new}, and of {@code old}: the row that gives way
   */
  static String news(AthenaTable table, String model, String columns) {
    return """
    select %s
    from (
    %s
    ) as new
    left join %s as old on %s
    where old.id is null or %s\
    """
        .formatted(columns, model, table.fullName(), SAME_CALL, CAME_FIRST);
  }

  /** Brings rows into a table: in the place of the one that this holds of, or beside the others. */
  static String merge(AthenaTable table, String rows, String same) {
    return merge(table, rows, same, "when matched");
  }

  /** The same, where the row that is there stays unless the new one was received before it. */
  static String mergeFirst(AthenaTable table, String rows) {
    return merge(table, rows, SAME_CALL, "when matched and " + CAME_FIRST);
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
   * Puts the rows that a model makes in the place of all rows of which this holds. What stays as it
   * was is not written again.
   */
  static String replace(AthenaTable table, List<String> keys, String model, String condition) {
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
                keys.stream()
                    .map(key -> "coalesce(made.%1$s, stored.%1$s) as key_%1$s".formatted(key))
                    .collect(Collectors.joining(", ")),
                model,
                String.join(", ", keys),
                table.fullName(),
                condition,
                keys.stream()
                    .map(key -> "stored.%1$s = made.%1$s".formatted(key))
                    .collect(Collectors.joining(" and ")));
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
            keys.stream()
                .map(key -> "old.%1$s = new.key_%1$s".formatted(key))
                .collect(Collectors.joining(" and ")),
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
    return table.columns().stream()
        .map(column -> text.formatted(column.name()))
        .collect(Collectors.joining(between));
  }

  /** The ids that new calls name, and those of calls that they take the place of. */
  static Stream<String> named(AthenaTable table, AthenaTable news) {
    return table.columns().stream()
        .map(Model.Column::name)
        .filter(List.of("user_id", "linked_to")::contains)
        .flatMap(column ->
            Stream.of(
                "select %s as user_id from %s".formatted(column, news.fullName()),
                "select old.%s as user_id from %s as old inner join %s as new on %s"
                    .formatted(column, table.fullName(), news.fullName(), SAME_CALL)));
  }

  /**
   * Whether there are lines in these hours, other weeks have ended, or something was left undone.
   */
  static String hasNews() {
    return """
    select case
      when exists (select 1 from %s)
        or exists (select 1 from %s)
        or exists (select 1 from %s)
        or exists (select 1 from %s)
        or %s
      then 'some' else 'none'
    end as news\
    """
        .formatted(
            hours(RawStream.EVENTS),
            hours(RawStream.REJECTED),
            AthenaTable.NAMED_IDS.fullName(),
            AthenaTable.TOUCHED.fullName(),
            weekHasTurned("date_trunc('week', " + STARTED + ")"));
  }

  /**
   * What there is to do when new events are known: in how many parts of so many days they go in,
   * whether anybody is touched, and whether weeks that have ended are.
   */
  static String plan(int days) {
    return """
    select
      cast((count(distinct event_date) + %d) / %d as varchar) as parts,
      case when exists (select 1 from %s) then 'yes' else 'no' end as is_touched,
      case
        when exists (select 1 from %s where event_date < %s) or %s then 'yes' else 'no'
      end as is_past_touched
    from %s\
    """
        .formatted(
            days - 1,
            days,
            AthenaTable.TOUCHED.fullName(),
            AthenaTable.TOUCHED.fullName(),
            MONDAY,
            weekHasTurned(MONDAY),
            AthenaTable.NEW_EVENTS.fullName());
  }

  private static String weekHasTurned(String monday) {
    return "coalesce((select max(built_at) from %s), timestamp '1970-01-01 00:00:00') < %s"
        .formatted(AthenaTable.BUILDS.fullName(), monday);
  }

  /**
   * From which hour to which one reads: the days and hours of the first and the one behind the
   * last, up to where all is read then, and whether that is now.
   */
  static String window() {
    return """
    with known as (
      select coalesce(max(raw_until), timestamp '${since} 00:00:00') as raw_until
      from %1$s
    ),
    hours as (
      select
        raw_until,
        date_trunc('hour', %2$s) as this_hour,
        date_add('hour', -{}, raw_until) as first_hour,
        least(
          date_add('hour', ${pass_hours}, raw_until),
          date_add('hour', 1, date_trunc('hour', %2$s))
        ) as end_hour
      from known
    )
    select
      date_format(first_hour, '%%Y-%%m-%%d') as first_day,
      date_format(end_hour, '%%Y-%%m-%%d') as end_day,
      date_format(first_hour, '%%Y-%%m-%%d-%%H') as first_hour,
      date_format(end_hour, '%%Y-%%m-%%d-%%H') as end_hour,
      date_format(least(end_hour, this_hour), '%%Y-%%m-%%d %%H:00:00') as raw_until,
      case when end_hour > this_hour then 'yes' else 'no' end as is_now
    from hours\
    """
        .formatted(AthenaTable.BUILDS.fullName(), STARTED);
  }

  /** The raw lines of these hours. */
  static String hours(RawStream stream) {
    return """
    ${raw}.%s
      where date between '{}' and '{}'
        and date || '-' || hour >= '{}' and date || '-' || hour < '{}'\
    """
        .formatted(stream.table().substring("raw.".length()));
  }

  /**
   * Where chains end after so many jumps: {@code here}, {@code nowhere} when some are longer than
   * there are links, or {@code further} on.
   */
  static String chainsEnd() {
    return """
    select case
      when count(further.user_id) = 0 then 'here'
      when power(2, {}) > count(*) then 'nowhere'
      else 'further'
    end as chains_end
    from %1$s as here left join %1$s as further on further.user_id = here.person_id\
    """
        .formatted(AthenaTable.CHAINS.fullName());
  }

  /** Makes chains longer. */
  static String jump(String longer) {
    return """
    merge into %s as old
    using (
    %s
    ) as new
    on old.user_id = new.user_id
    when matched and (old.person_id <> new.person_id or old.latest <> new.latest)
      then update set person_id = new.person_id, latest = new.latest\
    """
        .formatted(AthenaTable.CHAINS.fullName(), longer);
  }

  /** The events of ids that have another person now, other than those that are replaced anyway. */
  static String moved() {
    var events = AthenaTable.of(Model.EVENTS);
    return """
    select %s, old.event_date as old_event_date, old.person_id as old_person_id
    from %s as old
    inner join (select distinct user_id from %s) as ids on ids.user_id = old.user_id
    left join %s as identities on identities.user_id = old.user_id
    left join %s as new on %s
    cross join %s as build
    where old.person_id <> coalesce(identities.person_id, old.user_id) and new.id is null\
    """
        .formatted(
            each(events, "old.%s", ", ")
                .replace(
                    "old.person_id", "coalesce(identities.person_id, old.user_id) as person_id")
                .replace("old." + Model.WRITTEN_AT, "build.built_at as " + Model.WRITTEN_AT),
            events.fullName(),
            AthenaTable.SCOPE_IDS.fullName(),
            AthenaTable.of(Model.IDENTITIES).fullName(),
            AthenaTable.NEW_EVENTS.fullName(),
            SAME_CALL,
            AthenaTable.BUILD.fullName());
  }

  /** Those rows of a table that are of so many of its days, the n-th part of all. */
  static String days(AthenaTable table, int count) {
    return """
    select rows.*
    from %1$s as rows
    inner join (
      select event_date, (row_number() over (order by event_date) - 1) / %2$d as part
      from (select distinct event_date from %1$s) as dates
    ) as days on days.event_date = rows.event_date
    where days.part = {}\
    """
        .formatted(table.fullName(), count);
  }
}
