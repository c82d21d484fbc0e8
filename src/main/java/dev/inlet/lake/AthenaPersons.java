package dev.inlet.lake;

import static dev.inlet.lake.AthenaSql.insert;
import static dev.inlet.lake.AthenaTable.CHAINS;
import static dev.inlet.lake.AthenaTable.CYCLES;
import static dev.inlet.lake.AthenaTable.NAMED_IDS;
import static dev.inlet.lake.AthenaTable.SCOPE_IDS;

import dev.inlet.lake.Steps.Rule;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was called about persons, and which ids are the same person by it. */
final class AthenaPersons {
  /** Of the ids whose person may be another one now. */
  static final String IN_SCOPE = " in (select user_id from " + SCOPE_IDS.fullName() + ")";

  /** What is called, and what is new of it. */
  private record Call(Model model, AthenaTable news) {}

  private static final List<Call> CALLS =
      List.of(
          new Call(Model.ALIAS_CALLS, AthenaTable.NEW_ALIAS_CALLS),
          new Call(Model.PROFILE_CALLS, AthenaTable.NEW_PROFILE_CALLS));

  private AthenaPersons() {}

  /** Keeps what was called, each once, and notes whom it is about before. */
  static void calls(Steps steps) {
    steps.run("Keep rejected", AthenaSql.mergeFirst(Model.REJECTED));
    for (var call : CALLS) {
      steps.run(
          "New " + call.news().table(), insert(call.news(), AthenaSql.news(call.model(), "")));
    }
    var named =
        CALLS.stream().flatMap(AthenaPersons::named).collect(Collectors.joining("\nunion\n"));
    steps.run("Named ids", insert(NAMED_IDS, named));
    for (var call : CALLS) {
      var news = "select * from " + call.news().fullName();
      steps.run(
          "Keep " + call.news().table(),
          AthenaSql.merge(AthenaTable.of(call.model()), news, AthenaSql.SAME_CALL));
    }
  }

  /** The ids that new calls name, and those of calls that they take the place of. */
  private static Stream<String> named(Call call) {
    var news = call.news().fullName();
    return call.model().columns().stream()
        .map(Model.Column::name)
        .filter(List.of("user_id", "linked_to")::contains)
        .flatMap(column ->
            Stream.of(
                "select %s as user_id from %s".formatted(column, news),
                "select old.%s as user_id from %s as old inner join %s as new on %s"
                    .formatted(
                        column,
                        AthenaTable.of(call.model()).fullName(),
                        news,
                        AthenaSql.SAME_CALL)));
  }

  /** Follows links until chains end, after cycles of them were broken. */
  static void identities(Steps steps) {
    var links = AthenaModel.parts("user_id" + IN_SCOPE, Model.ALIAS_CALLS);
    steps
        .run("Scope", insert(SCOPE_IDS, AthenaModel.identities("scope", Map.of())))
        .run("Links", insert(CHAINS, AthenaModel.identities("links", links)))
        .set("Whole", "cycles", "kept")
        .set("First round", "round", Map.of("is", 0))
        .ask("Chains", "chains", chainsEnd(), "$.round.is")
        .choose(
            "Where chains end",
            Rule.when("$.chains.row[0]", "StringEquals", "nowhere", "In cycles"),
            Rule.when("$.chains.row[0]", "StringEquals", "here", "Identities"))
        .run("Jump", jump())
        .compute("Next round", "round", "States.MathAdd($.round.is, 1)")
        .goTo("Chains")
        .choose("In cycles", Rule.when("$.cycles", "StringEquals", "kept", "Cycles"))
        .fail("A cycle was not broken", "Cycle", "A cycle of links was not broken.")
        .run("Cycles", insert(CYCLES, AthenaModel.identities("cycles", Map.of())))
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
            AthenaSql.replace(Model.IDENTITIES, Map.of(), "user_id" + IN_SCOPE, "user_id"));
  }

  /**
   * Where chains end after so many jumps: {@code here}, {@code nowhere} when some are longer than
   * there are links, or {@code further} on.
   */
  private static String chainsEnd() {
    return """
    select case
      when count(further.user_id) = 0 then 'here'
      when power(2, {}) > count(*) then 'nowhere'
      else 'further'
    end as chains_end
    from %1$s as here left join %1$s as further on further.user_id = here.person_id\
    """
        .formatted(CHAINS.fullName());
  }

  /** Makes chains longer. */
  private static String jump() {
    return """
    merge into %s as old
    using (
    %s
    ) as new
    on old.user_id = new.user_id
    when matched and (old.person_id <> new.person_id or old.latest <> new.latest)
      then update set person_id = new.person_id, latest = new.latest\
    """
        .formatted(CHAINS.fullName(), AthenaModel.identities("jump", Map.of()));
  }
}
