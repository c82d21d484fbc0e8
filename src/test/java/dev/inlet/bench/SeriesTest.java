package dev.inlet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SeriesTest {
  private static final Kind KIND = new Kind(1, 32);

  @Test
  void comparesWhatWasDoneInTheSameRound() {
    var ceiling = series(1.0, 2.0, 1.0, 2.0, 1.5);
    var other = series(2.0, 4.0, 2.0, 4.0, 3.0);

    var ratio = other.over(ceiling);

    assertThat(ratio.median()).isCloseTo(0.5, within(1e-9));
    assertThat(ratio.low()).isCloseTo(ratio.high(), within(1e-9));
  }

  @Test
  void takesTheMiddleOfItsRounds() {
    assertThat(series(1.0, 2.0, 4.0).median(Run::perCpuSecond)).isEqualTo(500);
  }

  /** A thousand requests in each round, with so many CPU-seconds. */
  private static Series series(double... cpuSeconds) {
    List<Run> runs =
        DoubleStream.of(cpuSeconds).mapToObj(used -> new Run(1000, 1, used, 0)).toList();
    return new Series("a", KIND, runs);
  }
}
