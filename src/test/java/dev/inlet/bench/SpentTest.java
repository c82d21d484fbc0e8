package dev.inlet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpentTest {

  @Test
  void readsWhatShellsSayOfTheirChildren() {
    assertThat(Spent.cpuSeconds("Done.\n0m0.00s 0m0.01s\n1m2.50s 0m3.25s\n"))
        .isCloseTo(65.75, within(1e-9));
    assertThat(Spent.cpuSeconds("0m0.000000s 0m0.010000s\n0m2.500000s 0m0.250000s\n"))
        .isCloseTo(2.75, within(1e-9));
  }
}
