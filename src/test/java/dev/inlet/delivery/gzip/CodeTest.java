package dev.inlet.delivery.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.PriorityQueue;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeTest {
  private static final int SIZE_MAX = 15;

  @Property(tries = 500)
  void takesAllRoomAndNoMore(@ForAll("frequencies") int[] frequencies) {
    var code = fitted(frequencies, SIZE_MAX);

    assertThat(room(code, SIZE_MAX)).isEqualTo(1 << SIZE_MAX);
    assertThat(areNoBeginningsOfOthers(code.codes)).isTrue();
  }

  @Property(tries = 500)
  void isTheShortest(@ForAll("frequencies") int[] frequencies) {
    assertThat(fitted(frequencies, SIZE_MAX).bits(frequencies)).isEqualTo(shortest(frequencies));
  }

  @ParameterizedTest
  @ValueSource(ints = {7, SIZE_MAX})
  void boundsTheSizeOfWhatIsRare(int sizeMax) {
    var frequencies = new int[19];
    for (int symbol = 0, count = 1, next = 1; symbol < frequencies.length; symbol++) {
      frequencies[symbol] = count;
      int sum = count + next;
      count = next;
      next = sum;
    }

    var code = fitted(frequencies, sizeMax);

    assertThat(Arrays.stream(code.codes).boxed())
        .allMatch(each -> Code.size(each) > 0 && Code.size(each) <= sizeMax);
    assertThat(room(code, sizeMax)).isEqualTo(1 << sizeMax);
    assertThat(areNoBeginningsOfOthers(code.codes)).isTrue();
  }

  /** An incomplete code is an error for some readers. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 29})
  void hasTwoSymbolsWhenOneOccurs(int symbol) {
    var frequencies = new int[30];
    frequencies[symbol] = 1000;

    var code = fitted(frequencies, SIZE_MAX);

    assertThat(Arrays.stream(code.codes).filter(each -> each != 0)).hasSize(2);
    assertThat(Code.size(code.codes[symbol])).isOne();
  }

  @Test
  void forgetsWhatItWasBefore() {
    var code = fitted(new int[] {1, 2, 3, 4, 0, 0}, SIZE_MAX);
    var other = new int[] {0, 0, 9, 0, 1, 1};
    code.fit(other);

    assertThat(code.codes).isEqualTo(fitted(other, SIZE_MAX).codes);
  }

  /** None so rare that the bound would matter. */
  @Provide
  Arbitrary<int[]> frequencies() {
    var each = Arbitraries.oneOf(Arbitraries.integers().between(0, 3), Arbitraries.of(0, 5, 20));
    return each.array(int[].class)
        .ofMinSize(2)
        .ofMaxSize(Symbols.COUNT)
        .filter(all -> Arrays.stream(all).filter(count -> count > 0).count() > 1);
  }

  private static Code fitted(int[] frequencies, int sizeMax) {
    var code = new Code(frequencies.length, sizeMax);
    code.fit(frequencies);
    return code;
  }

  private static int room(Code code, int sizeMax) {
    return Arrays.stream(code.codes)
        .filter(each -> each != 0)
        .map(each -> 1 << (sizeMax - Code.size(each)))
        .sum();
  }

  private static boolean areNoBeginningsOfOthers(int[] codes) {
    var all = new HashSet<Integer>();
    Arrays.stream(codes).filter(code -> code != 0).forEach(all::add);
    return Arrays.stream(codes)
        .filter(code -> code != 0)
        .allMatch(code -> {
          for (int size = 1; size < Code.size(code); size++) {
            if (all.contains(Code.code(Code.bits(code) & ((1 << size) - 1), size))) {
              return false;
            }
          }
          return true;
        });
  }

  private static long shortest(int[] frequencies) {
    var left = new PriorityQueue<Long>();
    Arrays.stream(frequencies).filter(count -> count > 0).asLongStream().forEach(left::add);
    long bits = 0;
    while (left.size() > 1) {
      long both = left.remove() + left.remove();
      bits += both;
      left.add(both);
    }
    return bits;
  }
}
