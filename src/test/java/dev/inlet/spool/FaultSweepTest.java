package dev.inlet.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.spool.FaultyDisk.Fault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One life of a spool, again and again, with trouble at each thing that it asks of the disk. */
class FaultSweepTest {
  private static final List<Step> LIFE =
      List.of(
          new Step.Append(3, 1_500),
          new Step.Append(4, 2_500),
          new Step.Deliver(2),
          new Step.Append(1, 9_000),
          new Step.Append(5, 300),
          new Step.Deliver(6),
          new Step.Reopen(),
          new Step.Append(3, 4_000),
          new Step.Deliver(30),
          new Step.Append(2, 100));

  @ParameterizedTest
  @EnumSource
  void losesNothingWhereverOneStepFails(Fault fault) throws Exception {
    for (int step = 1; step <= steps(); step++) {
      for (int seed = 0; seed < 4; seed++) {
        live(seed, new Step.Fail(step, fault), new Step.PowerLoss(seed));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void losesNothingWhereverTheDiskBreaksForGood(Fault fault) throws Exception {
    for (int step = 1; step <= steps(); step++) {
      try (var trial = new Trial(step)) {
        trial.disk().failAlwaysAfter(step, fault);
        trial.run(LIFE);
      }
    }
  }

  @Test
  void losesNothingWhereverItIsKilled() throws Exception {
    for (int step = 0; step <= steps(); step++) {
      try (var trial = new Trial(step)) {
        trial.disk().stopAfter(step);
        trial.run(LIFE);
      }
    }
  }

  @Test
  void losesNothingWhereverThePowerGoes() throws Exception {
    for (int step = 0; step <= steps(); step++) {
      for (int seed = 0; seed < 8; seed++) {
        try (var trial = new Trial(seed)) {
          trial.disk().stopAfter(step);
          for (var part : LIFE) {
            trial.take(part);
          }
          trial.run(List.of(new Step.PowerLoss(0)));
        }
      }
    }
  }

  @Test
  void asksTheDiskForTheSameEachTime() throws Exception {
    assertThat(steps()).isEqualTo(steps()).isGreaterThan(50);
  }

  private static void live(long seed, Step before, Step after) throws Exception {
    var steps = new ArrayList<Step>();
    steps.add(before);
    steps.addAll(LIFE);
    steps.add(after);
    try (var trial = new Trial(seed)) {
      trial.run(steps);
    }
  }

  private static long steps() throws Exception {
    try (var trial = new Trial(0)) {
      for (var step : LIFE) {
        trial.take(step);
      }
      return trial.disk().steps();
    }
  }
}
