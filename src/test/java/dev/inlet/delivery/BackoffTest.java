package dev.inlet.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  @ParameterizedTest
  @CsvSource({"1, 100", "2, 200", "3, 400", "7, 6400", "8, 10000", "2000000000, 10000"})
  void doublesItsBoundUpToTheMaximum(int failures, long millis) {
    assertThat(Backoff.STANDARD.bound(failures)).isEqualTo(Duration.ofMillis(millis));
  }

  @Property(tries = 200)
  void waitsAnyTimeWithinTheBound(
      @ForAll @IntRange(min = 1, max = 20) int failures, @ForAll long seed) {
    assertThat(Backoff.STANDARD.after(failures, new Random(seed)))
        .isBetween(Duration.ZERO, Backoff.STANDARD.bound(failures));
  }

  @ParameterizedTest
  @CsvSource({"1", "4", "9"})
  void spreadsThoseWhoFailedTogether(int failures) {
    var random = new Random(failures);
    long bound = Backoff.STANDARD.bound(failures).toNanos();

    var below = new ArrayList<Double>();
    for (int i = 0; i < 1000; i++) {
      below.add(Backoff.STANDARD.after(failures, random).toNanos() / (double) bound);
    }

    assertThat(below).anyMatch(part -> part < 0.1).anyMatch(part -> part > 0.9);
  }
}
