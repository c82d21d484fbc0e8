package dev.inlet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SoakBenchTest {
  @Test
  void seesMemoryThatGrows() {
    assertThat(SoakBench.growth(List.of(100L, 200L, 200L, 210L, 220L, 240L, 250L)))
        .isEqualTo(250.0 / 210);
  }

  @Test
  void doesNotMindTheStart() {
    assertThat(SoakBench.growth(List.of(100L, 150L, 300L, 300L, 298L, 300L))).isEqualTo(1);
  }
}
