package dev.inlet.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inlet.lake.Steps.Rule;
import java.util.Map;

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
  private static final int WAIT_SECONDS = 60;
  private static final int SECONDS_MAX = 24 * 3600;

  private AthenaBuild() {}

  /** The definition, as Terraform's {@code templatefile} takes it. */
  public static String definition() {
    var steps = new Steps();
    turn(steps);
    steps.each("Tables", AthenaTable.all().stream().map(AthenaSql::create).toList());
    AthenaPass.begin(steps);
    AthenaPersons.calls(steps);
    AthenaPersons.identities(steps);
    AthenaEvents.put(steps);
    AthenaAggregates.put(steps);
    AthenaPass.end(steps);
    var definition =
        Steps.object("Comment", "Written from the models by 'inlet lake athena'. Do not edit.");
    definition.put("StartAt", "Input");
    definition.put("TimeoutSeconds", SECONDS_MAX);
    definition.put("States", steps.states());
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(definition)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One execution writes: the oldest. One more may wait for it; a third is not needed. */
  private static void turn(Steps steps) {
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
}
