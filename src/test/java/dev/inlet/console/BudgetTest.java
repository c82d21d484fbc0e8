package dev.inlet.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much is copied when much comes at once. */
class BudgetTest {
  private long now = Long.MAX_VALUE - 5;

  private final Budget budget = new Budget(() -> now);

  private long takenOf(int requests) {
    return IntStream.range(0, requests).filter(i -> budget.take(1, 100)).count();
  }

  @Test
  void takesWhatWasSavedUpAndNoMore() {
    assertThat(takenOf(20_000)).isEqualTo(Budget.EVENTS_MAX);
  }

  @Test
  void fillsAsTimePasses() {
    takenOf(20_000);
    now += TimeUnit.SECONDS.toNanos(1);
    assertThat(takenOf(20_000)).isEqualTo(Budget.EVENTS_PER_SECOND);

    now += TimeUnit.HOURS.toNanos(1);
    assertThat(takenOf(20_000)).isEqualTo(Budget.EVENTS_MAX);
  }

  @Test
  void takesALargeRequestAndPaysForItAfterwards() {
    assertThat(budget.take(3 * Budget.EVENTS_MAX, 1)).isTrue();

    now += TimeUnit.SECONDS.toNanos(1);
    assertThat(budget.take(1, 1)).isFalse();
    now += TimeUnit.MINUTES.toNanos(2);
    assertThat(budget.take(1, 1)).isTrue();
  }

  @Test
  void boundsBytesAsWell() {
    var large = 256 << 10;

    assertThat(IntStream.range(0, 1000).filter(i -> budget.take(1, large)).count())
        .isEqualTo((16 << 20) / large);
  }
}
