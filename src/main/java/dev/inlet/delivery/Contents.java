package dev.inlet.delivery;

import dev.inlet.spool.Frame;

/**
 * What lines are, whatever their order.
 *
 * @param lines how many
 * @param sum of their hashes, modulo 2^64; see {@link LineHash}
 */
public record Contents(long lines, long sum) {
  public static final Contents NOTHING = new Contents(0, 0);

  public Contents plus(Contents other) {
    return new Contents(lines + other.lines, sum + other.sum);
  }

  Contents plus(Frame frame) {
    return new Contents(
        lines + frame.count(), sum + LineHash.sum(frame.lines(), frame.receivedAtMillis()));
  }
}
