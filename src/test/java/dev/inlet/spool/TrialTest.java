package dev.inlet.spool;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class TrialTest {
  @Property(tries = 400)
  void keepsWhatItAcknowledgedThroughEverySchedule(
      @ForAll long seed, @ForAll("schedules") List<Step> steps) throws Exception {
    try (var trial = new Trial(seed)) {
      trial.run(steps);
    }
  }

  @Example
  void deletesNothingBelowACheckpointThatMayNotBeOnDisk() throws Exception {
    for (long seed = 0; seed < 20; seed++) {
      try (var trial = new Trial(seed)) {
        trial.run(
            List.of(
                new Step.Append(2, 3546),
                new Step.Fail(2, FaultyDisk.Fault.EIO),
                new Step.Fail(3, FaultyDisk.Fault.EIO),
                new Step.Deliver(1),
                new Step.Reopen(),
                new Step.Append(1, 981),
                new Step.PowerLoss(3)));
      }
    }
  }

  /** The kernel shows the next process what a failed sync did not bring to the disk. */
  @Example
  void writesOverNoCheckpointThatMayBeTheOnlyOneOnDisk() throws Exception {
    for (long seed = 0; seed < 200; seed++) {
      try (var trial = new Trial(seed)) {
        trial.run(
            List.of(
                new Step.Append(1, 20),
                new Step.Append(1, 20),
                new Step.Deliver(1),
                new Step.Fail(2, FaultyDisk.Fault.EIO),
                new Step.Deliver(1),
                new Step.Reopen(),
                new Step.Fail(1, FaultyDisk.Fault.ENOSPC),
                new Step.PowerLoss(2)));
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> schedules() {
    return step().list().ofMinSize(1).ofMaxSize(30);
  }

  private static Arbitrary<Step> step() {
    var bytes =
        Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.integers().between(20, 9000)),
            Tuple.of(1, Arbitraries.integers().between(31_000, 40_000)));
    var small = Arbitraries.integers().between(0, 10);
    var faults = Arbitraries.of(FaultyDisk.Fault.class);
    return Arbitraries.frequencyOf(
        Tuple.of(
            6,
            Combinators.combine(Arbitraries.integers().between(1, 6), bytes).as(Step.Append::new)),
        Tuple.of(3, small.map(Step.Deliver::new)),
        Tuple.of(1, Arbitraries.just(new Step.Reopen())),
        Tuple.of(2, small.map(Step.Kill::new)),
        Tuple.of(3, small.map(Step.PowerLoss::new)),
        Tuple.of(
            2,
            Combinators.combine(Arbitraries.integers().between(1, 12), faults).as(Step.Fail::new)));
  }
}
