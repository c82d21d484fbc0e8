package dev.inlet.lake;

import static dev.inlet.lake.AthenaPersons.IN_SCOPE;
import static dev.inlet.lake.AthenaSql.replace;

import dev.inlet.lake.Steps.Rule;
import java.util.Map;

/** Profiles, and what is counted of the events of those who were touched. */
final class AthenaAggregates {
  private static final String OF_TOUCHED =
      "person_id in (select person_id from " + AthenaTable.TOUCHED.fullName() + ")";
  private static final String OF_TOUCHED_DAYS =
      "event_date in (select event_date from " + AthenaTable.TOUCHED.fullName() + ")";

  private AthenaAggregates() {}

  static void put(Steps steps) {
    var inScope = AthenaModel.parts("user_id" + IN_SCOPE, Model.PROFILE_CALLS, Model.IDENTITIES);
    var ofTouched = AthenaModel.parts(OF_TOUCHED, Model.EVENTS);
    var ofDays = AthenaModel.parts(OF_TOUCHED_DAYS, Model.EVENTS);
    steps
        .run("Profiles", replace(Model.PROFILES, inScope, "person_id" + IN_SCOPE, "person_id"))
        .run(
            "Link reports",
            replace(Model.LINK_REPORTS, inScope, "user_id" + IN_SCOPE, "kind", "user_id"))
        .choose("Any touched", Rule.when("$.plan.row[1]", "StringEquals", "yes", "Daily events"))
        .goTo("Past")
        .run(
            "Daily events",
            replace(Model.DAILY_EVENTS, ofDays, OF_TOUCHED_DAYS, "event_date", "event_name"))
        .run(
            "Feature usage",
            replace(Model.FEATURE_USAGE, ofTouched, OF_TOUCHED, "person_id", "event_name"))
        .run("Sessions", replace(Model.SESSIONS, ofTouched, OF_TOUCHED, "person_id", "started_at"))
        .choose("Past", Rule.when("$.plan.row[2]", "StringEquals", "yes", "Retention"))
        .goTo("Built")
        .run("Retention", replace(Model.RETENTION, Map.of(), "true", "cohort_week", "week"))
        .run(
            "Retention drivers",
            replace(Model.RETENTION_DRIVERS, Map.of(), "true", "event_name", "week"));
  }
}
