package dev.inlet.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RatesTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Rates rates = new Rates(Map.of("web.events-per-second", 10.0), nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void takesOneSecondsWorthAtOnce() {
    assertThat(rates.take("web", 10)).isNull();
    assertThat(rates.take("web", 1)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void takesAgainWhenTimeHasPassed() {
    rates.take("web", 10);
    pass(Duration.ofMillis(100));

    assertThat(rates.take("web", 1)).isNull();
    assertThat(rates.take("web", 1)).isNotNull();
  }

  @Test
  void aRequestLargerThanTheRateIsPaidForAfterwards() {
    assertThat(rates.take("web", 35)).isNull();
    assertThat(rates.take("web", 1)).isEqualTo(Duration.ofSeconds(3));
    pass(Duration.ofSeconds(3));
    assertThat(rates.take("web", 1)).isNull();
  }

  @Test
  void aRateBelowOneStillLetsTheFirstThrough() {
    var slow = new Rates(Map.of("web.events-per-second", 0.25), nanos::get);

    assertThat(slow.take("web", 1)).isNull();
    assertThat(slow.take("web", 1)).isEqualTo(Duration.ofSeconds(4));
    pass(Duration.ofSeconds(4));
    assertThat(slow.take("web", 1)).isNull();
  }

  @Test
  void whoComesAfterTheTimeThatWasNamedIsTaken() {
    for (int events : new int[] {1, 7, 10, 11, 23, 5000}) {
      assertThat(rates.take("web", events)).isNull();
      for (var wait = rates.take("web", 1); wait != null; wait = rates.take("web", 1)) {
        pass(wait);
        assertThat(rates.take("web", 1)).isNull();
      }
      pass(Duration.ofSeconds(1));
    }
  }

  @Test
  void savesUpNoMoreThanOneSecond() {
    pass(Duration.ofHours(1));

    assertThat(rates.take("web", 10)).isNull();
    assertThat(rates.take("web", 1)).isNotNull();
  }

  @Test
  void limitsNobodyElse() {
    rates.take("web", 1000);

    assertThat(rates.take("app", 1_000_000)).isNull();
    assertThat(rates.take(null, 1_000_000)).isNull();
  }
}
