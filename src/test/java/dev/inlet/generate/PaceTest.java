package dev.inlet.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void spreadsEventsOverTime() {
    var pace = new Pace(10, 0);

    assertThat(pace.waitNanos(5, 0)).isZero();
    assertThat(pace.waitNanos(20, 0)).isEqualTo(SECOND / 2);
    assertThat(pace.waitNanos(1, SECOND)).isEqualTo(SECOND * 3 / 2);
  }

  @Test
  void makesNoTimeGood() {
    var pace = new Pace(10, 0);

    assertThat(pace.waitNanos(10, 60 * SECOND)).isZero();
    assertThat(pace.waitNanos(10, 60 * SECOND)).isEqualTo(SECOND);
  }
}
