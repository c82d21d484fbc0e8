package dev.inlet.generate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;

/**
 * Which population is made: the same plan makes the same posts, to the last byte.
 *
 * @param people how many, besides bots
 * @param days how long it goes on
 * @param seed of all that is drawn
 * @param until when it ends
 */
public record Plan(int people, int days, long seed, Instant until) {
  /** What a plan makes is another thing when this is another number. */
  private static final int EDITION = 1;

  Instant from() {
    return until.minus(days, ChronoUnit.DAYS);
  }

  /** The luck of the one of this number. */
  RandomGenerator luckOf(int visitor) {
    return new SplittableRandom(new SplittableRandom(seed).nextLong() + visitor);
  }

  /** Six hexadecimal digits that tell its people and objects from those of other plans. */
  String tag() {
    var hash = new CRC32C();
    hash.update(
        ByteBuffer.wrap(
            (EDITION + "/" + people + "/" + days + "/" + seed + "/" + until)
                .getBytes(StandardCharsets.US_ASCII)));
    return "%06x".formatted(hash.getValue() & 0xffffff);
  }
}
