package dev.inlet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalTest {
  @Test
  void isAsTheTablesOfStudentSay() {
    assertThat(Interval.t(4)).isCloseTo(2.776, within(0.01));
    assertThat(Interval.t(9)).isCloseTo(2.262, within(0.01));
    assertThat(Interval.t(19)).isCloseTo(2.093, within(0.01));
    assertThat(Interval.t(59)).isCloseTo(2.001, within(0.01));
  }

  @Test
  void holdsTheMeanOfTheRatios() {
    var interval = Interval.of(new double[] {0.9, 1.1, 1.0, 0.95, 1.05, 1.0, 0.98, 1.02, 1.0, 1.0});

    assertThat(interval.median()).isEqualTo(1.0);
    assertThat(interval.low()).isBetween(0.95, 0.97);
    assertThat(interval.high()).isBetween(1.02, 1.05);
  }

  @Test
  void isAPointWhenAllAreTheSame() {
    assertThat(Interval.of(new double[] {0.5, 0.5, 0.5}))
        .satisfies(interval -> {
          assertThat(interval.low()).isCloseTo(0.5, within(1e-9));
          assertThat(interval.high()).isCloseTo(0.5, within(1e-9));
        });
  }
}
