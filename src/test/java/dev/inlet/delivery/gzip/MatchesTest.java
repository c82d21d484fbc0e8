package dev.inlet.delivery.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MatchesTest {
  private static final int SIZE = 1000;

  private final byte[] window = new byte[2 * SIZE + Long.BYTES];
  private final Sequences sequences = new Sequences();
  private final Matches matches = new Matches(window, sequences);

  private final Random random = new Random(1);

  MatchesTest() {
    fill();
  }

  /** The same bytes twice. */
  private void fill() {
    var bytes = new byte[SIZE];
    random.nextBytes(bytes);
    System.arraycopy(bytes, 0, window, 0, SIZE);
    System.arraycopy(bytes, 0, window, SIZE, SIZE);
  }

  @Test
  void takesMatchesOfTheMostBytesOneAfterTheOther() {
    assertThat(matches.find(0, 2 * SIZE)).isEqualTo(2 * SIZE);

    assertThat(literals()).isCloseTo(SIZE, within(20));
    assertThat(Sequences.length(sequences.list[0])).isEqualTo(Symbols.LENGTH_MAX);
    assertThat(Sequences.distance(sequences.list[0])).isEqualTo(SIZE);
  }

  @Test
  void findsWhatWasBeforeTheBytesAtHand() {
    matches.find(0, SIZE);
    matches.find(SIZE, 2 * SIZE);

    assertThat(literals()).isZero();
  }

  @Test
  void findsWhatHasMovedDown() {
    matches.find(0, SIZE);
    System.arraycopy(window, SIZE / 2, window, 0, 3 * SIZE / 2);
    matches.slide(SIZE / 2);
    matches.find(SIZE / 2, 3 * SIZE / 2);

    assertThat(literals()).isCloseTo(SIZE / 2, within(20));
  }

  /** Places are counted in an int. */
  @Test
  void goesOnAfterMoreBytesThanItCanCount() {
    for (long bytes = 0; bytes < 5L << 30; bytes += 1 << 29) {
      matches.find(0, 2 * SIZE);

      assertThat(literals()).isCloseTo(SIZE, within(20));
      matches.slide(1 << 29);
      fill();
    }
  }

  private int literals() {
    int literals = 0;
    for (int i = 0; i < sequences.count; i++) {
      literals += Sequences.literals(sequences.list[i]);
    }
    return literals;
  }
}
