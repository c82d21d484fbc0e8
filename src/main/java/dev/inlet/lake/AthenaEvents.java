package dev.inlet.lake;

import static dev.inlet.lake.AthenaSql.insert;
import static dev.inlet.lake.AthenaTable.NEW_EVENTS;
import static dev.inlet.lake.AthenaTable.TOUCHED;

import dev.inlet.lake.Steps.Rule;
import java.util.Map;

/** Events with their persons: the new ones, and those that count for another one now. */
final class AthenaEvents {
  /** Athena writes to at most 100 partitions in one statement. */
  private static final int DAYS_A_STATEMENT = 90;

  private static final AthenaTable EVENTS = AthenaTable.of(Model.EVENTS);

  /** Weeks that began before have ended. */
  private static final String MONDAY =
      "(select date_trunc('week', built_at) from %s)".formatted(AthenaTable.BUILD.fullName());

  private AthenaEvents() {}

  /** Notes whose tables change, and brings them in, some days at a time. */
  static void put(Steps steps) {
    var before = ", old.event_date as old_event_date, old.person_id as old_person_id";
    var same = "old.event_date = new.old_event_date and " + AthenaSql.SAME_CALL;
    steps
        .run("New events", insert(NEW_EVENTS, AthenaSql.news(Model.EVENTS, before)))
        .run("Moved events", insert(NEW_EVENTS, moved()))
        .run("Touched", insert(TOUCHED, touched()))
        .ask("Plan", "plan", plan())
        .compute("Parts", "parts", "States.StringToJson($.plan.row[0])")
        .set("First part", "part", Map.of("is", 0))
        .choose("More parts", Rule.when("$.part.is", "NumericLessThanPath", "$.parts.is", "Events"))
        .goTo("Profiles")
        .run("Events", AthenaSql.merge(EVENTS, days(), same), "$.part.is")
        .compute("Next part", "part", "States.MathAdd($.part.is, 1)")
        .goTo("More parts");
  }

  /** The events of ids that have another person now, other than those that are replaced anyway. */
  private static String moved() {
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
            AthenaSql.each(EVENTS, "old.%s", ", ")
                .replace(
                    "old.person_id", "coalesce(identities.person_id, old.user_id) as person_id")
                .replace("old." + Model.WRITTEN_AT, "build.built_at as " + Model.WRITTEN_AT),
            EVENTS.fullName(),
            AthenaTable.SCOPE_IDS.fullName(),
            AthenaTable.of(Model.IDENTITIES).fullName(),
            NEW_EVENTS.fullName(),
            AthenaSql.SAME_CALL,
            AthenaTable.BUILD.fullName());
  }

  /** Persons and days of which something is counted anew. */
  private static String touched() {
    return """
    select person_id, event_date from %1$s
    union
    select old_person_id, old_event_date from %1$s where old_event_date is not null\
    """
        .formatted(NEW_EVENTS.fullName());
  }

  /**
   * What there is to do when new events are known: in how many parts of so many days they go in,
   * whether anybody is touched, and whether weeks that have ended are.
   */
  private static String plan() {
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
            DAYS_A_STATEMENT - 1,
            DAYS_A_STATEMENT,
            TOUCHED.fullName(),
            TOUCHED.fullName(),
            MONDAY,
            AthenaPass.weekHasTurned(MONDAY),
            NEW_EVENTS.fullName());
  }

  /** The new ones that are of so many of their days, the n-th part of all. */
  private static String days() {
    return """
    select rows.*
    from %1$s as rows
    inner join (
      select event_date, (row_number() over (order by event_date) - 1) / %2$d as part
      from (select distinct event_date from %1$s) as dates
    ) as days on days.event_date = rows.event_date
    where days.part = {}\
    """
        .formatted(NEW_EVENTS.fullName(), DAYS_A_STATEMENT);
  }
}
