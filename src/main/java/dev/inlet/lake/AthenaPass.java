package dev.inlet.lake;

import static dev.inlet.lake.AthenaSql.insert;
import static dev.inlet.lake.AthenaTable.BUILD;
import static dev.inlet.lake.AthenaTable.BUILDS;

import dev.inlet.lake.Steps.Rule;
import java.util.stream.Stream;

/** A pass over hours of raw: how it begins, and how it ends and leads to the next one. */
final class AthenaPass {
  private static final String STARTED = "$$.Execution.StartTime";

  /** When the execution began, as UTC without a zone. */
  private static final String NOW =
      "cast(from_iso8601_timestamp('{}') at time zone 'UTC' as timestamp)";

  /** The first and last day, and the first hour and the one behind the last. */
  private static final String[] HOURS = {
    "$.window.row[0]", "$.window.row[1]", "$.window.row[2]", "$.window.row[3]"
  };

  private AthenaPass() {}

  /** Looks for lines of these hours, or for what was left undone, and reads them. */
  static void begin(Steps steps) {
    steps
        .ask("Window", "window", window(), STARTED, "$.hours", STARTED)
        .ask(
            "News",
            "news",
            hasNews(),
            Stream.of(HOURS, HOURS, new String[] {STARTED})
                .flatMap(Stream::of)
                .toArray(String[]::new))
        .choose(
            "Any news",
            Rule.when("$.news.row[0]", "StringEquals", "some", "Clear (list)"),
            Rule.when("$.window.row[5]", "StringEquals", "yes", "Care"))
        .goTo("Built")
        .each("Clear", AthenaTable.passing().stream().map(AthenaSql::clear).toList())
        .run("Build", insert(BUILD, "select " + NOW + " as built_at"), STARTED);
    for (var stream : RawStream.values()) {
      var lines = insert(AthenaTable.of(stream), stream.select(hours(stream)));
      steps.run("Read " + stream.prefix(), lines, HOURS);
    }
  }

  /** Says that all is done, and goes on with what came later. */
  static void end(Steps steps) {
    var tables = AthenaTable.all();
    steps
        .run(
            "Built",
            insert(BUILDS, "select built_at, timestamp '{}' as raw_until from " + BUILD.fullName()),
            "$.window.row[4]")
        .each("Forget", AthenaTable.growing().stream().map(AthenaSql::clear).toList())
        .choose("Up to now", Rule.when("$.window.row[5]", "StringEquals", "yes", "Care"))
        .compute("Passes left", "left", "States.MathAdd($.passes, -1)")
        .choose("Out of passes", Rule.when("$.left.is", "NumericLessThan", 1, "Done"))
        .take("Count", "passes", "$.left.is")
        .set("No hours again", "hours", 0)
        .goTo("Window")
        .choose("Care", Rule.when("$.care", "BooleanEquals", true, "Optimize (list)"))
        .goTo("Done")
        .each(
            "Optimize",
            tables.stream()
                .map(table -> "optimize " + table.fullName() + " rewrite data using bin_pack")
                .toList())
        .each("Vacuum", tables.stream().map(table -> "vacuum " + table.fullName()).toList())
        .succeed("Done");
  }

  /**
   * From which hour to which one reads: the days and hours of the first and the one behind the
   * last, up to where all is read then, and whether that is now.
   */
  private static String window() {
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
        .formatted(BUILDS.fullName(), NOW);
  }

  /** The raw lines of these hours. */
  private static String hours(RawStream stream) {
    return """
    ${raw}.%s
      where date between '{}' and '{}'
        and date || '-' || hour >= '{}' and date || '-' || hour < '{}'\
    """
        .formatted(stream.table().substring("raw.".length()));
  }

  /**
   * Whether there are lines in these hours, other weeks have ended, or something was left undone.
   */
  private static String hasNews() {
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
            weekHasTurned("date_trunc('week', " + NOW + ")"));
  }

  /** Whether a week has begun since the last build. */
  static String weekHasTurned(String monday) {
    return "coalesce((select max(built_at) from %s), timestamp '1970-01-01 00:00:00') < %s"
        .formatted(BUILDS.fullName(), monday);
  }
}
