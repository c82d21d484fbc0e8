package dev.inlet.lake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResourcesTest {
  private static final Resources FOUR = new Resources(1L << 30, 4);

  @Test
  void takeOneThreadForWhatIsLittle() {
    assertThat(FOUR.forRaw(64L << 20)).isEqualTo(new Resources(1L << 30, 1));
  }

  @Test
  void takeAllThreadsForWhatIsMuch() {
    assertThat(FOUR.forRaw((64L << 20) + 1)).isEqualTo(FOUR);
  }
}
