package dev.inlet.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NameGuessTest {
  private static final String ROOM = "x".repeat(16);

  private final NameGuess guess = new NameGuess();

  @Test
  void guessesTheNameThatCameAfterTheLastOne() {
    learn("plan", "seats", "plan");
    assertThat(guessed("seats")).isTrue();
    assertThat(guess.hash()).isEqualTo(hash("seats"));
    assertThat(guessed("plan")).isTrue();
    assertThat(guessed("seats")).isTrue();
  }

  @Test
  void knowsNothingAtFirst() {
    assertThat(guessed("")).isFalse();
    assertThat(guessed("plan")).isFalse();
  }

  @Test
  void takesNoNameThatOnlyBeginsAlikeOrEndsEarlier() {
    learn("plan", "seats", "plan");
    assertThat(guessed("seat")).isFalse();
    assertThat(guessed("seatss")).isFalse();
    assertThat(guessed("seats")).isTrue();
  }

  @Test
  void doesNotLookBehindTheEnd() {
    learn("plan", "seats", "plan");
    var in = "\"seats\":1}".getBytes(UTF_8);
    assertThat(guess.length(in, 1, in.length)).isNegative();
  }

  @Test
  void goesOnBehindANameThatIsTooLongToBeKnown() {
    var tooLong = "n".repeat(16);
    learn("plan", tooLong, "seats", "plan");
    assertThat(guessed(tooLong)).isFalse();
    assertThat(guessed("seats")).isTrue();
  }

  @Property(tries = 200)
  void isRightOrSilentWhateverComes(@ForAll Random random) {
    var names =
        random
            .ints(40, 0, 18)
            .mapToObj(length -> name(length, random))
            .collect(Collectors.toList());
    for (int step = 0; step < 2_000; step++) {
      // Mostly in the order of the last time, so that many guesses are right.
      var name = names.get(random.nextInt(5) == 0 ? random.nextInt(40) : step % 40);
      if (guessed(name)) {
        assertThat(guess.hash()).isEqualTo(hash(name));
      } else {
        learn(name);
      }
    }
  }

  private static String name(int length, Random random) {
    return random
        .ints(length, 0, 3)
        .mapToObj(i -> List.of("a", "b", "\u00e9").get(i))
        .collect(Collectors.joining());
  }

  /** Whether it is the guessed one, which then has the length that it should have. */
  private boolean guessed(String name) {
    var in = ('"' + name + '"' + ROOM).getBytes(UTF_8);
    int length = guess.length(in, 1, in.length);
    assertThat(length).isIn(-1, name.getBytes(UTF_8).length);
    return length >= 0;
  }

  private void learn(String... names) {
    for (var name : names) {
      var in = (name + '"').getBytes(UTF_8);
      guess.learn(in, 0, in.length - 1, hash(name));
    }
  }

  private static int hash(String name) {
    var bytes = name.getBytes(UTF_8);
    return NameHash.of(bytes, 0, bytes.length);
  }
}
