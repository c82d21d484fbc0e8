package dev.inlet.lake;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * A table of the lake, and the select that its rows come from.
 *
 * <p>The select is in {@code lake/<namespace>/<table>.sql} of the resources; columns are here in
 * its order, as its Iceberg types need names.
 */
enum Model implements Shape {
  EVENTS(
      "processed",
      true,
      """
      event_date date, id varchar, source varchar, user_id varchar, person_id varchar,
      event_name varchar, metadata varchar, occurred_at timestamp, received_at timestamp,
      etl_timestamp timestamp, source_filename varchar\
      """),
  IDENTITIES(
      "processed",
      false,
      """
      user_id varchar, person_id varchar, linked_at timestamp\
      """),
  PROFILES(
      "processed",
      false,
      """
      person_id varchar, attributes varchar, first_seen_at timestamp, updated_at timestamp\
      """),
  REJECTED(
      "processed",
      false,
      """
      received_at timestamp, path varchar, code varchar, pointer varchar, body varchar,
      id varchar, source varchar, source_filename varchar\
      """),
  ALIAS_CALLS(
      "processed",
      false,
      """
      id varchar, source varchar, user_id varchar, linked_to varchar, linked_at timestamp,
      received_at timestamp, source_filename varchar\
      """),
  PROFILE_CALLS(
      "processed",
      false,
      """
      id varchar, source varchar, user_id varchar, attributes varchar, updated_at timestamp,
      received_at timestamp, source_filename varchar\
      """),
  LINK_REPORTS(
      "processed",
      false,
      """
      kind varchar, user_id varchar, linked_to varchar, linked_at timestamp, person_id varchar\
      """),
  DAILY_EVENTS(
      "aggregated",
      false,
      """
      event_date date, event_name varchar, events bigint, people bigint\
      """),
  FEATURE_USAGE(
      "aggregated",
      false,
      """
      person_id varchar, event_name varchar, first_at timestamp, last_at timestamp,
      events bigint\
      """),
  SESSIONS(
      "aggregated",
      false,
      """
      person_id varchar, started_at timestamp, ended_at timestamp, events bigint\
      """),
  RETENTION(
      "aggregated",
      false,
      """
      cohort_week date, week bigint, people bigint, returned bigint\
      """),
  RETENTION_DRIVERS(
      "aggregated",
      false,
      """
      event_name varchar, week bigint, people_with bigint, returned_with bigint,
      people_without bigint, returned_without bigint, lift double, ci_low double,
      ci_high double\
      """);

  /** When a row was written: the one column that says nothing about what happened. */
  static final String WRITTEN_AT = "etl_timestamp";

  static final String PARTITION = "event_date";

  private final String namespace;
  private final boolean isDaily;
  private final String columns;

  Model(String namespace, boolean isDaily, String columns) {
    this.namespace = namespace;
    this.isDaily = isDaily;
    this.columns = columns;
  }

  /** A column, its type by the name that DuckDB and Trino both have for it. */
  record Column(String name, String type) {
    private static Column of(String text) {
      var words = text.split(" ", 2);
      return new Column(words[0], words[1]);
    }

    /** Names and types, with commas between. */
    static List<Column> list(String columns) {
      return Stream.of(columns.split(",\\s", -1)).map(Column::of).toList();
    }

    TableDirectory.Field shown() {
      return new TableDirectory.Field(name, type.equals("varchar") ? "string" : type);
    }

    Type iceberg() {
      return switch (type) {
        case "date" -> Types.DateType.get();
        case "timestamp" -> Types.TimestampType.withoutZone();
        case "bigint" -> Types.LongType.get();
        case "double" -> Types.DoubleType.get();
        default -> Types.StringType.get();
      };
    }
  }

  @Override
  public String namespace() {
    return namespace;
  }

  @Override
  public String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether its rows lie in a partition for each day. */
  boolean isDaily() {
    return isDaily;
  }

  @Override
  public List<Column> columns() {
    return Column.list(columns);
  }

  /** The text of its select. */
  String select() {
    return Sql.resource(namespace + "/" + table());
  }

  @Override
  public PartitionSpec partitions(Schema schema) {
    return isDaily
        ? PartitionSpec.builderFor(schema).identity(PARTITION).build()
        : PartitionSpec.unpartitioned();
  }
}
