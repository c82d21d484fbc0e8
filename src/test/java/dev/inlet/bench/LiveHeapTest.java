package dev.inlet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LiveHeapTest {
  @Test
  void isTheTotalOfAllClasses() throws IOException {
    var histogram =
        """
        4711:
         num     #instances         #bytes  class name (module)
           1:         90000        8388608  [B (java.base@25)
        Total        180000       16777216
        """;

    assertThat(LiveHeap.parse(histogram)).isEqualTo(16);
  }

  @Test
  void isNotGuessedWhenTheProcessIsGone() {
    assertThatThrownBy(() -> LiveHeap.parse("java.io.IOException: No such process"))
        .isInstanceOf(IOException.class);
  }
}
