package dev.inlet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryTest {
  @Test
  void isReadFromWhatLinuxSays() {
    assertThat(Memory.of("Name:\tjava\nVmHWM:\t  409600 kB\nVmRSS:\t  163840 kB\nThreads:\t35\n"))
        .isEqualTo(new Memory(160, 400));
  }

  @Test
  void isNotGuessedWhenNothingIsSaid() {
    assertThatThrownBy(() -> Memory.of("Name:\tkthreadd\n")).hasMessageContaining("VmRSS");
  }
}
