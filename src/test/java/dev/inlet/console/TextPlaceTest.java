package dev.inlet.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextPlaceTest {
  private static final String TEXT = "ab\né😀c\n";

  @Test
  void countsLinesCharactersAndUnits() {
    assertThat(TextPlace.of(TEXT, 0)).isEqualTo(new TextPlace(0, 1, 1));
    assertThat(TextPlace.of(TEXT, 3)).isEqualTo(new TextPlace(3, 2, 1));
    assertThat(TextPlace.of(TEXT, 9)).isEqualTo(new TextPlace(6, 2, 3));
    assertThat(TextPlace.of(TEXT, 11)).isEqualTo(new TextPlace(8, 3, 1));
  }

  @Test
  void isNullForWhatIsNoPlaceOfTheText() {
    assertThat(TextPlace.of(TEXT, -1)).isNull();
    assertThat(TextPlace.of(TEXT, 4 + 1 - 1 + 8)).isNull();
    assertThat(TextPlace.of("é", 1)).isNull();
  }
}
