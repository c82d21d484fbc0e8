package dev.inlet.standin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What goes wrong with the calls to one stream or bucket, and when. Calls are counted from the
 * moment the script is set; of several rules that hold, the first counts.
 */
public record Script(List<Rule> rules) {
  record Rule(When when, Fault fault) {}

  public static final Script CALM = new Script(List.of());

  public static Script always(Fault fault) {
    return CALM.onCalls(1, Long.MAX_VALUE, fault);
  }

  public Script onCall(long call, Fault fault) {
    return onCalls(call, call, fault);
  }

  /** From one call to another, both included; the first is 1. */
  public Script onCalls(long first, long last, Fault fault) {
    return with(new When.Calls(first, last), fault);
  }

  public Script everyCall(long nth, Fault fault) {
    return with(new When.EveryCall(nth), fault);
  }

  /** From a time until before another, on the stand-in's clock. */
  public Script between(Instant from, Instant until, Fault fault) {
    return with(new When.Between(from, until), fault);
  }

  Script with(When when, Fault fault) {
    return new Script(Stream.concat(rules.stream(), Stream.of(new Rule(when, fault))).toList());
  }

  Optional<Fault> at(long call, Instant now) {
    return rules.stream().filter(rule -> rule.when.holds(call, now)).map(Rule::fault).findFirst();
  }
}
