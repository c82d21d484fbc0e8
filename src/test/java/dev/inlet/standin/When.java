package dev.inlet.standin;

import java.time.Instant;

/** Which calls a fault befalls. */
sealed interface When {
  /** From one call to another, both included; the first is 1. */
  record Calls(long first, long last) implements When {}

  record EveryCall(long nth) implements When {}

  /** From a time until before another. */
  record Between(Instant from, Instant until) implements When {}

  default boolean holds(long call, Instant now) {
    return switch (this) {
      case Calls calls -> calls.first <= call && call <= calls.last;
      case EveryCall every -> call % every.nth == 0;
      case Between between -> !now.isBefore(between.from) && now.isBefore(between.until);
    };
  }
}
