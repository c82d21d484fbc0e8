package dev.inlet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  private static final Latencies THOUSAND =
      Latencies.of(LongStream.rangeClosed(1, 1000).map(i -> (1001 - i) * 1_000_000).toArray());

  @Test
  void tellsInWhatTimeAShareWasAnswered() {
    assertThat(THOUSAND.millis(0.5)).isEqualTo(500);
    assertThat(THOUSAND.millis(0.99)).isEqualTo(990);
    assertThat(THOUSAND.millis(0.999)).isEqualTo(999);
  }

  @Test
  void knowsTheQuickestAndTheSlowest() {
    assertThat(THOUSAND.quickestMillis()).isEqualTo(1);
    assertThat(THOUSAND.slowestMillis()).isEqualTo(1000);
  }

  @Test
  void doesNotTellOfAShareThatNoneIsBeyond() {
    assertThat(THOUSAND.millis(0.9999)).isNaN();
  }
}
