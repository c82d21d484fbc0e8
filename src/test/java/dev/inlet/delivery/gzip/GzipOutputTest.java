package dev.inlet.delivery.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.bench.Bodies;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's reader, which is zlib, takes what is written for what was meant. */
class GzipOutputTest {
  private static final int LARGE = 500_000;
  private static final int MEMBER_BYTES = 18;
  private static final int STORED_BYTES_MAX = 65_535;

  private final Random random = new Random(7);

  @Property(tries = 200)
  void isReadAsItWasWrittenInWhateverPieces(
      @ForAll @IntRange(max = 300_000) int size,
      @ForAll @IntRange(min = 1, max = 8) int symbolBits,
      @ForAll @IntRange(min = 1, max = 700) int repeatMax,
      @ForAll long seed)
      throws IOException {
    var bytes = repeating(size, symbolBits, repeatMax, new Random(seed));

    var packed = packed(bytes);

    assertThat(unpacked(packed)).isEqualTo(bytes);
    assertThat(inPieces(bytes, new Random(seed))).isEqualTo(packed);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 8, 9, 255, 256})
  void isReadWhenThereIsLittle(int size) throws IOException {
    var different = new byte[size];
    for (int i = 0; i < size; i++) {
      different[i] = (byte) i;
    }

    assertThat(unpacked(packed(different))).isEqualTo(different);
    assertThat(unpacked(packed(new byte[size]))).isEqualTo(new byte[size]);
  }

  @Test
  void isTheSameByteByByte() throws IOException {
    var bytes = repeating(LARGE, 4, 100, random);
    var out = new ByteArrayOutputStream();
    try (var gzip = new GzipOutput(out)) {
      for (byte b : bytes) {
        gzip.write(b);
      }
    }

    assertThat(out.toByteArray()).isEqualTo(packed(bytes));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, 65_535, 65_536, 200_000, 1_000_000})
  void growsByLittleWhatCannotShrink(int size) throws IOException {
    var bytes = random(size);

    var packed = packed(bytes);

    assertThat(packed.length - size).isLessThan(MEMBER_BYTES + 10 + 8 * (size / STORED_BYTES_MAX));
    assertThat(unpacked(packed)).isEqualTo(bytes);
  }

  @Test
  void makesLongMatchesOfOneByte() throws IOException {
    var packed = packed(new byte[LARGE]);

    assertThat(packed).hasSizeLessThan(LARGE / 900);
    assertThat(unpacked(packed)).isEqualTo(new byte[LARGE]);
  }

  /** Another reader than zlib may know no more of what was before. */
  @ParameterizedTest
  @CsvSource({"32768, true", "32769, false"})
  void repeatsWhatIsUpTo32KibBack(int distance, boolean repeats) throws IOException {
    var once = random(distance);
    var twice = Arrays.copyOf(once, 2 * distance);
    System.arraycopy(once, 0, twice, distance, distance);

    var packed = packed(twice);

    assertThat(packed.length < distance * 1.1).isEqualTo(repeats);
    assertThat(unpacked(packed)).isEqualTo(twice);
  }

  @Test
  void remembersWhatItHasCompressed() throws IOException {
    var once = random(30_000);
    var bytes = new byte[LARGE];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = once[at % once.length];
    }

    var packed = packed(bytes);

    assertThat(packed).hasSizeLessThan(40_000);
    assertThat(unpacked(packed)).isEqualTo(bytes);
  }

  @Test
  void isReadWhenItsCodesWouldBeTooLong() throws IOException {
    var bytes = fibonacci();

    assertThat(unpacked(packed(bytes))).isEqualTo(bytes);
  }

  /** Words of eight bytes are more matches than a block holds. */
  @Test
  void goesOnInAnotherBlockWhenOneIsFull() throws IOException {
    var words = random(64 * 8);
    var bytes = new byte[LARGE];
    for (int at = 0; at < bytes.length; at += 8) {
      System.arraycopy(words, random.nextInt(64) * 8, bytes, at, 8);
    }

    var packed = packed(bytes);

    assertThat(packed).hasSizeLessThan(LARGE / 3);
    assertThat(unpacked(packed)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20})
  void makesFewerBytesOfLinesThanTheJdkAtItsFastest(int events) throws IOException {
    var lines = Bodies.lines(events, 400);

    assertThat(packed(lines)).hasSizeLessThan((int) (0.95 * fastest(lines).length));
  }

  /** Bytes of so many kinds, and what was before, again. */
  private static byte[] repeating(int size, int symbolBits, int repeatMax, Random random) {
    var bytes = new byte[size];
    for (int at = 0; at < size; ) {
      int length = Math.min(size - at, 1 + random.nextInt(repeatMax));
      if (at == 0 || random.nextInt(4) == 0) {
        for (int i = 0; i < length; i++) {
          bytes[at + i] = (byte) random.nextInt(1 << symbolBits);
        }
      } else {
        int from = at - 1 - random.nextInt(Math.min(at, 40_000));
        for (int i = 0; i < length; i++) {
          bytes[at + i] = bytes[from + i];
        }
      }
      at += length;
    }
    return bytes;
  }

  /** Each byte as often as the two rarer ones: the rarest of 24 would have a code of 23 bits. */
  private byte[] fibonacci() {
    var out = new ByteArrayOutputStream();
    for (int symbol = 0, count = 1, next = 1; symbol < 24; symbol++) {
      for (int i = 0; i < count; i++) {
        out.write(symbol);
      }
      int sum = count + next;
      count = next;
      next = sum;
    }
    var bytes = out.toByteArray();
    for (int i = bytes.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      byte b = bytes[i];
      bytes[i] = bytes[other];
      bytes[other] = b;
    }
    return bytes;
  }

  private byte[] random(int size) {
    var bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GzipOutput(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] inPieces(byte[] bytes, Random random) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GzipOutput(out)) {
      for (int at = 0; at < bytes.length; ) {
        int length = Math.min(bytes.length - at, random.nextInt(30_000));
        gzip.write(bytes, at, length);
        gzip.flush();
        at += length;
      }
    }
    return out.toByteArray();
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }

  private static byte[] fastest(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip =
        new GZIPOutputStream(out) {
          {
            def.setLevel(1);
          }
        }) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
