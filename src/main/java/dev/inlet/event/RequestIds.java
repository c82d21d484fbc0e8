package dev.inlet.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Makes ids of requests: UUIDv7 (RFC 9562), so they sort by time. For one thread; several of them
 * do not meet, because 74 of the bits are random.
 */
public final class RequestIds {
  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
  private static final int TEXT_BYTES = 36;
  private static final long VERSION = 7L << 12;
  private static final long VARIANT = 1L << 63;

  private final RandomGenerator random;

  public RequestIds() {
    this(new SplittableRandom(new SecureRandom().nextLong()));
  }

  /** Ids that follow from this source of bits. */
  public RequestIds(RandomGenerator random) {
    this.random = random;
  }

  public String next(long nowMillis) {
    var high = nowMillis << 16 | VERSION | random.nextLong(1 << 12);
    var low = VARIANT | random.nextLong() >>> 2;
    var text = new byte[TEXT_BYTES];
    put(text, 0, high >>> 32, 8);
    put(text, 9, high >>> 16, 4);
    put(text, 14, high, 4);
    put(text, 19, low >>> 48, 4);
    put(text, 24, low, 12);
    text[8] = text[13] = text[18] = text[23] = '-';
    return new String(text, US_ASCII);
  }

  /** Writes the last so many hexadecimal digits of a number. */
  private static void put(byte[] text, int at, long number, int digits) {
    long rest = number;
    for (int i = at + digits - 1; i >= at; i--) {
      text[i] = HEX[(int) rest & 15];
      rest >>>= 4;
    }
  }
}
