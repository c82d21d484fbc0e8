package dev.inlet.event;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Makes ids of requests: UUIDv7 (RFC 9562), so they sort by time. For one thread; several of them
 * do not meet, because 74 of the bits are random.
 */
public final class RequestIds {
  private static final HexFormat HEX = HexFormat.of();
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
    var text = new StringBuilder(36);
    text.append(HEX.toHexDigits(high)).append(HEX.toHexDigits(low));
    return text.insert(20, '-').insert(16, '-').insert(12, '-').insert(8, '-').toString();
  }
}
