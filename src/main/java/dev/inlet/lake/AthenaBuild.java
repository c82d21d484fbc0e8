package dev.inlet.lake;

import static dev.inlet.lake.AthenaTable.BUILD;
import static dev.inlet.lake.AthenaTable.BUILDS;
import static dev.inlet.lake.AthenaTable.CHAINS;
import static dev.inlet.lake.AthenaTable.CYCLES;
import static dev.inlet.lake.AthenaTable.NAMED_IDS;
import static dev.inlet.lake.AthenaTable.NEW_ALIAS_CALLS;
import static dev.inlet.lake.AthenaTable.NEW_EVENTS;
import static dev.inlet.lake.AthenaTable.NEW_PROFILE_CALLS;
import static dev.inlet.lake.AthenaTable.SCOPE_IDS;
import static dev.inlet.lake.AthenaTable.TOUCHED;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inlet.lake.Steps.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What {@link Build} does, as a state machine of Step Functions that runs the same models on
 * Athena.
 *
 * <p>An execution reads the lines of the hours of raw since the last one, and of some hours before,
 * as objects come late; what it has already changes nothing. A long time is read in several passes.
 *
 * <p>Tables commit one by one. What a pass is about to change is noted before in {@code named_ids},
 * {@code scope_ids} and {@code touched}, and forgotten when the row in {@code builds} says that it
 * has ended. So whatever fails in between, the next one does what was left, and nothing twice.
 */
public final class AthenaBuild {
  /** Athena writes to at most 100 partitions in one statement. */
  private static final int DAYS_A_STATEMENT = 90;

  private static final int WAIT_SECONDS = 60;
  private static final int SECONDS_MAX = 24 * 3600;

  private static final String STARTED = "$$.Execution.StartTime";

  /** The first and last day, and the first hour and the one behind the last. */
  private static final String[] HOURS = {
    "$.window.row[0]", "$.window.row[1]", "$.window.row[2]", "$.window.row[3]"
  };

  private static final String IN_SCOPE = " in (select user_id from " + SCOPE_IDS.fullName() + ")";
  private static final String OF_TOUCHED =
      "person_id in (select person_id from " + TOUCHED.fullName() + ")";
  private static final String OF_TOUCHED_DAYS =
      "event_date in (select event_date from " + TOUCHED.fullName() + ")";

  /** What models read that is no table of the lake. */
  private static final Map<String, String> WORK =
      Map.of(
          "raw.events", AthenaTable.of(RawStream.EVENTS).fullName(),
          "raw.rejected", AthenaTable.of(RawStream.REJECTED).fullName(),
          "build", BUILD.fullName(),
          "identities.chains", CHAINS.fullName(),
          "identities.cycles", CYCLES.fullName(),
          "identities.named_ids", NAMED_IDS.fullName());

  /** What is called, and what is new of it. */
  private record Call(Model model, AthenaTable news) {}

  private static final List<Call> CALLS =
      List.of(
          new Call(Model.ALIAS_CALLS, NEW_ALIAS_CALLS),
          new Call(Model.PROFILE_CALLS, NEW_PROFILE_CALLS));

  private final Steps steps = new Steps();

  private AthenaBuild() {}

  /** The definition, as Terraform's {@code templatefile} takes it. */
  public static String definition() {
    var build = new AthenaBuild();
    build.turn();
    build.steps.each("Tables", AthenaTable.all().stream().map(AthenaSql::create).toList());
    build.read();
    build.calls();
    build.identities();
    build.events();
    build.aggregates();
    build.end();
    var definition = new LinkedHashMap<String, Object>();
    definition.put("Comment", "Written from the models by 'inlet lake athena'. Do not edit.");
    definition.put("StartAt", "Input");
    definition.put("TimeoutSeconds", SECONDS_MAX);
    definition.put("States", build.steps.states());
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(definition)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One execution writes: the oldest. One more may wait for it; a third is not needed. */
  private void turn() {
    var me = "$$.Execution.Id";
    steps
        .choose(
            "Input",
            Rule.all(
                "Others",
                Rule.test("$.hours", "IsNumeric", true),
                Rule.test("$.passes", "IsNumeric", true),
                Rule.test("$.care", "IsBoolean", true)))
        .fail(
            "Input is missing", "Input", "It takes hours, passes and care, as schedules give them.")
        .call(
            "Others",
            "sfn:listExecutions",
            Steps.object("StateMachineArn.$", "$$.StateMachine.Id", "StatusFilter", "RUNNING"),
            Map.of("all.$", "$.Executions[*].ExecutionArn"),
            "running")
        .choose("Seen", Rule.when("$.running.all[0]", "IsPresent", true, "Oldest"))
        .goTo("Wait")
        .compute(
            "Oldest",
            "oldest",
            "States.ArrayGetItem($.running.all, States.MathAdd(States.ArrayLength($.running.all), -1))")
        .choose(
            "Turn",
            Rule.when("$.oldest.is", "StringEqualsPath", me, "Tables (list)"),
            Rule.all(
                "Others do it",
                Rule.test("$.running.all[2]", "IsPresent", true),
                Rule.test("$.running.all[0]", "StringEqualsPath", me)))
        .wait("Wait", WAIT_SECONDS)
        .goTo("Others")
        .succeed("Others do it");
  }

  /** Looks for lines of these hours, or for what was left undone, and reads them. */
  private void read() {
    steps
        .ask("Window", "window", AthenaSql.window(), STARTED, "$.hours", STARTED)
        .ask(
            "News",
            "news",
            AthenaSql.hasNews(),
            HOURS[0],
            HOURS[1],
            HOURS[2],
            HOURS[3],
            HOURS[0],
            HOURS[1],
            HOURS[2],
            HOURS[3],
            STARTED)
        .choose(
            "Any news",
            Rule.when("$.news.row[0]", "StringEquals", "some", "Clear (list)"),
            Rule.when("$.window.row[5]", "StringEquals", "yes", "Care"))
        .goTo("Built")
        .each("Clear", AthenaTable.passing().stream().map(AthenaSql::clear).toList())
        .run(
            "Build",
            AthenaSql.insert(BUILD, "select " + AthenaSql.STARTED + " as built_at"),
            STARTED);
    for (var stream : RawStream.values()) {
      steps.run(
          "Read " + stream.prefix(),
          AthenaSql.insert(AthenaTable.of(stream), stream.select(AthenaSql.hours(stream))),
          HOURS);
    }
  }

  /** Keeps what was called, each once, and notes whom it is about before. */
  private void calls() {
    steps.run(
        "Keep rejected",
        AthenaSql.mergeFirst(AthenaTable.of(Model.REJECTED), made(Model.REJECTED)));
    for (var call : CALLS) {
      steps.run(
          "New " + call.news().table(),
          AthenaSql.insert(
              call.news(),
              AthenaSql.news(
                  AthenaTable.of(call.model()),
                  made(call.model()),
                  AthenaSql.each(call.news(), "new.%s", ", "))));
    }
    steps.run(
        "Named ids",
        AthenaSql.insert(
            NAMED_IDS,
            CALLS.stream()
                .flatMap(call -> AthenaSql.named(AthenaTable.of(call.model()), call.news()))
                .collect(Collectors.joining("\nunion\n"))));
    for (var call : CALLS) {
      steps.run(
          "Keep " + call.news().table(),
          AthenaSql.merge(
              AthenaTable.of(call.model()),
              "select * from " + call.news().fullName(),
              AthenaSql.SAME_CALL));
    }
  }

  private void identities() {
    steps
        .run("Scope", AthenaSql.insert(SCOPE_IDS, over("identities/scope", Map.of())))
        .run(
            "Links",
            AthenaSql.insert(
                CHAINS,
                over(
                    "identities/links",
                    Map.of(
                        Model.ALIAS_CALLS.fullName(),
                        AthenaSql.part(AthenaTable.of(Model.ALIAS_CALLS), "user_id" + IN_SCOPE)))))
        .set("Whole", "cycles", "kept")
        .set("First round", "round", Map.of("is", 0))
        .ask("Chains", "chains", AthenaSql.chainsEnd(), "$.round.is")
        .choose(
            "Where chains end",
            Rule.when("$.chains.row[0]", "StringEquals", "nowhere", "In cycles"),
            Rule.when("$.chains.row[0]", "StringEquals", "here", "Identities"))
        .run("Jump", AthenaSql.jump(over("identities/jump", Map.of())))
        .compute("Next round", "round", "States.MathAdd($.round.is, 1)")
        .goTo("Chains")
        .choose("In cycles", Rule.when("$.cycles", "StringEquals", "kept", "Cycles"))
        .fail("A cycle was not broken", "Cycle", "A cycle of links was not broken.")
        .run("Cycles", AthenaSql.insert(CYCLES, over("identities/cycles", Map.of())))
        .run(
            "Break",
            "delete from %s where user_id in (select user_id from %s)"
                .formatted(CHAINS.fullName(), CYCLES.fullName()))
        .run(
            "Begin again",
            "update %s set person_id = linked_to, latest = age".formatted(CHAINS.fullName()))
        .set("Broken", "cycles", "broken")
        .goTo("First round")
        .run(
            "Identities",
            AthenaSql.replace(
                AthenaTable.of(Model.IDENTITIES),
                List.of("user_id"),
                made(Model.IDENTITIES),
                "user_id" + IN_SCOPE));
  }

  private void events() {
    var events = AthenaTable.of(Model.EVENTS);
    var before = "old.event_date as old_event_date, old.person_id as old_person_id";
    steps
        .run(
            "New events",
            AthenaSql.insert(
                NEW_EVENTS,
                AthenaSql.news(
                    events,
                    made(Model.EVENTS),
                    AthenaSql.each(events, "new.%s", ", ") + ", " + before)))
        .run("Moved events", AthenaSql.insert(NEW_EVENTS, AthenaSql.moved()))
        .run(
            "Touched",
            AthenaSql.insert(
                TOUCHED,
                """
                select person_id, event_date from %1$s
                union
                select old_person_id, old_event_date from %1$s where old_event_date is not null\
                """
                    .formatted(NEW_EVENTS.fullName())))
        .ask("Plan", "plan", AthenaSql.plan(DAYS_A_STATEMENT))
        .compute("Parts", "parts", "States.StringToJson($.plan.row[0])")
        .set("First part", "part", Map.of("is", 0))
        .choose("More parts", Rule.when("$.part.is", "NumericLessThanPath", "$.parts.is", "Events"))
        .goTo("Profiles")
        .run(
            "Events",
            AthenaSql.merge(
                events,
                AthenaSql.days(NEW_EVENTS, DAYS_A_STATEMENT),
                "old.event_date = new.old_event_date and " + AthenaSql.SAME_CALL),
            "$.part.is")
        .compute("Next part", "part", "States.MathAdd($.part.is, 1)")
        .goTo("More parts");
  }

  private void aggregates() {
    var inScope =
        Map.of(
            Model.PROFILE_CALLS.fullName(),
            AthenaSql.part(AthenaTable.of(Model.PROFILE_CALLS), "user_id" + IN_SCOPE),
            Model.IDENTITIES.fullName(),
            AthenaSql.part(AthenaTable.of(Model.IDENTITIES), "user_id" + IN_SCOPE));
    replace("Profiles", Model.PROFILES, inScope, "person_id" + IN_SCOPE, "person_id");
    replace("Link reports", Model.LINK_REPORTS, inScope, "user_id" + IN_SCOPE, "kind", "user_id");
    steps
        .choose("Any touched", Rule.when("$.plan.row[1]", "StringEquals", "yes", "Daily events"))
        .goTo("Past");
    replace(
        "Daily events",
        Model.DAILY_EVENTS,
        events(OF_TOUCHED_DAYS),
        OF_TOUCHED_DAYS,
        "event_date",
        "event_name");
    replace(
        "Feature usage",
        Model.FEATURE_USAGE,
        events(OF_TOUCHED),
        OF_TOUCHED,
        "person_id",
        "event_name");
    replace("Sessions", Model.SESSIONS, events(OF_TOUCHED), OF_TOUCHED, "person_id", "started_at");
    steps
        .choose("Past", Rule.when("$.plan.row[2]", "StringEquals", "yes", "Retention"))
        .goTo("Built");
    replace("Retention", Model.RETENTION, Map.of(), "true", "cohort_week", "week");
    replace("Retention drivers", Model.RETENTION_DRIVERS, Map.of(), "true", "event_name", "week");
  }

  /** Says that all is done, and goes on with what came later. */
  private void end() {
    var lasting = AthenaTable.all();
    steps
        .run(
            "Built",
            AthenaSql.insert(
                BUILDS, "select built_at, timestamp '{}' as raw_until from " + BUILD.fullName()),
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
            lasting.stream()
                .map(table -> "optimize " + table.fullName() + " rewrite data using bin_pack")
                .toList())
        .each("Vacuum", lasting.stream().map(table -> "vacuum " + table.fullName()).toList())
        .succeed("Done");
  }

  private void replace(
      String name, Model model, Map<String, String> relations, String condition, String... keys) {
    steps.run(
        name,
        AthenaSql.replace(
            AthenaTable.of(model),
            List.of(keys),
            over(model.namespace() + "/" + model.table(), relations),
            condition));
  }

  private static Map<String, String> events(String condition) {
    return Map.of(Model.EVENTS.fullName(), AthenaSql.part(AthenaTable.of(Model.EVENTS), condition));
  }

  private static String made(Model model) {
    return over(model.namespace() + "/" + model.table(), Map.of());
  }

  private static String over(String resource, Map<String, String> relations) {
    var all = new LinkedHashMap<>(WORK);
    all.putAll(relations);
    return AthenaSql.over(Sql.resource(resource), all);
  }
}
