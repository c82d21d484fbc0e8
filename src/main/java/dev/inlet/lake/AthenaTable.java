package dev.inlet.lake;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of Glue's catalog that a build on Athena reads or writes.
 *
 * <p>Names of databases are {@code ${raw}}, {@code ${processed}}, {@code ${aggregated}} and {@code
 * ${work}}: Terraform knows what these are.
 *
 * @param isDaily whether its rows lie in a partition for each day
 */
record AthenaTable(String database, String table, List<Model.Column> columns, boolean isDaily) {
  /** One row a build that has ended, and up to which hour of raw it read. */
  static final AthenaTable BUILDS =
      new AthenaTable(
          "processed", "builds", Model.Column.list("built_at timestamp, raw_until timestamp"));

  /** When the build at work began. */
  static final AthenaTable BUILD = work("build", "built_at timestamp");

  /** What was made of new lines of these, before it is in their tables. */
  static final AthenaTable NEW_ALIAS_CALLS = work("alias_calls", Model.ALIAS_CALLS.columns());

  static final AthenaTable NEW_PROFILE_CALLS = work("profile_calls", Model.PROFILE_CALLS.columns());

  /** The same, and events of ids that have another person now: with where they were before. */
  static final AthenaTable NEW_EVENTS =
      work(
          "events",
          Stream.concat(
                  Model.EVENTS.columns().stream(),
                  Model.Column.list("old_event_date date, old_person_id varchar").stream())
              .toList());

  static final AthenaTable CHAINS =
      work(
          "chains",
          """
          user_id varchar, linked_to varchar, linked_at timestamp, age bigint, person_id varchar,
          latest bigint\
          """);

  static final AthenaTable CYCLES =
      work("cycles", "user_id varchar, linked_to varchar, linked_at timestamp");

  /**
   * These three grow until a build has ended, so that one that fails half-way can be done again.
   */
  static final AthenaTable NAMED_IDS = work("named_ids", "user_id varchar");

  static final AthenaTable SCOPE_IDS = work("scope_ids", "user_id varchar");
  static final AthenaTable TOUCHED = work("touched", "person_id varchar, event_date date");

  private AthenaTable(String database, String table, List<Model.Column> columns) {
    this(database, table, columns, false);
  }

  /** The table of a model. */
  static AthenaTable of(Model model) {
    return new AthenaTable(model.namespace(), model.table(), model.columns(), model.isDaily());
  }

  /** The records of new lines. */
  static AthenaTable of(RawStream stream) {
    return work(stream.table().replace("raw.", "lines_"), stream.lineColumns());
  }

  private static AthenaTable work(String table, String columns) {
    return work(table, Model.Column.list(columns));
  }

  private static AthenaTable work(String table, List<Model.Column> columns) {
    return new AthenaTable("work", table, columns);
  }

  /** All of them, in the order in which they are made. */
  static List<AthenaTable> all() {
    return Stream.of(lasting(), passing(), growing()).flatMap(List::stream).toList();
  }

  /** What a lake consists of. */
  static List<AthenaTable> lasting() {
    return Stream.concat(Stream.of(Model.values()).map(AthenaTable::of), Stream.of(BUILDS))
        .toList();
  }

  /** What holds the rows of one build only. */
  static List<AthenaTable> passing() {
    return List.of(
        BUILD,
        of(RawStream.EVENTS),
        of(RawStream.REJECTED),
        NEW_ALIAS_CALLS,
        NEW_PROFILE_CALLS,
        NEW_EVENTS,
        CHAINS,
        CYCLES);
  }

  static List<AthenaTable> growing() {
    return List.of(NAMED_IDS, SCOPE_IDS, TOUCHED);
  }

  /** As it is written in a statement. */
  String fullName() {
    return "${%s}.%s".formatted(database, table);
  }

  String columnList() {
    return columns.stream().map(Model.Column::name).collect(Collectors.joining(", "));
  }
}
