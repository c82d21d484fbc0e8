package dev.inlet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SoakBenchTest {
  @Test
  void seesMemoryThatGrows() {
    assertThat(SoakBench.isFlat(200, 225)).isFalse();
    assertThat(SoakBench.isFlat(20, 22)).isFalse();
  }

  @Test
  void doesNotMindALittleNoise() {
    assertThat(SoakBench.isFlat(200, 205)).isTrue();
    assertThat(SoakBench.isFlat(200, 150)).isTrue();
  }
}
