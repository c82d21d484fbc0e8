package dev.inlet.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConstantTimeSearchTest {
  private static final List<String> SECRETS =
      List.of("a", "ab", "abcdefg", "abcdefgh", "abcdefghi", "b\0", "é", "x".repeat(40), "\uffff");

  private final ConstantTimeSearch search =
      new ConstantTimeSearch(SECRETS.stream().map(secret -> secret.getBytes(UTF_8)).toList());

  private int find(String text) {
    return search.find(text.getBytes(UTF_8));
  }

  @Test
  void findsEachByAllOfItsBytes() {
    assertThat(SECRETS.stream().map(this::find)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void findsNothingElse() {
    assertThat(
            Stream.of(
                    "",
                    "b",
                    "a\0",
                    "abc",
                    "abcdefgi",
                    "abcdefgh\0",
                    "Xbcdefghi",
                    "e",
                    "x".repeat(39),
                    "x".repeat(41),
                    "x".repeat(1000))
                .map(this::find))
        .containsOnly(-1);
  }

  @Test
  void aBitAnywhereMakesADifference() {
    for (var secret : SECRETS) {
      for (int bit = 0; bit < secret.getBytes(UTF_8).length * Byte.SIZE; bit++) {
        var changed = secret.getBytes(UTF_8);
        changed[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));

        assertThat(search.find(changed)).isIn(-1, SECRETS.indexOf(new String(changed, UTF_8)));
      }
    }
  }

  @Test
  void findsNothingAmongNone() {
    assertThat(new ConstantTimeSearch(List.of()).find(new byte[] {1})).isEqualTo(-1);
    assertThat(new ConstantTimeSearch(List.of()).find(new byte[0])).isEqualTo(-1);
  }
}
