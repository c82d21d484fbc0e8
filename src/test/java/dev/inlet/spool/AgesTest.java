package dev.inlet.spool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgesTest {
  private final Ages ages = new Ages();

  @Test
  void knowsWhenTheOldestThatWaitsWasReceived() {
    ages.add(0, 10_000);
    ages.add(5, 20_000);
    ages.add(9, 30_000);

    assertThat(ages.oldestMillis(0)).isEqualTo(10_000);
    assertThat(ages.oldestMillis(7)).isEqualTo(20_000);
    assertThat(ages.oldestMillis(9)).isEqualTo(30_000);
  }

  @Test
  void takesWhatCameWithinASecondTogether() {
    ages.add(0, 10_000);
    ages.add(1, 10_999);

    assertThat(ages.oldestMillis(1)).isEqualTo(10_000);
  }

  @Test
  void forgetsWhatWasDeliveredBeforeTheNextCame() {
    ages.add(0, 10_000);
    ages.deliver(3);
    ages.add(3, 60_000);

    assertThat(ages.oldestMillis(3)).isEqualTo(60_000);
  }
}
