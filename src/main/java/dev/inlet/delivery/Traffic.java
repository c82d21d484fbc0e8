package dev.inlet.delivery;

import java.util.Map;

/**
 * What a sink that is paid by the call has done since the start.
 *
 * @param calls calls made, whatever became of them
 * @param records records taken
 * @param lines lines in these
 * @param lineBytes bytes of these lines
 * @param bytesSent bytes of these records, after compression
 * @param bytesBilled what is paid for them
 * @param refused lines refused for ever
 * @param again records sent again, by cause
 */
public record Traffic(
    long calls,
    long records,
    long lines,
    long lineBytes,
    long bytesSent,
    long bytesBilled,
    long refused,
    Map<String, Long> again) {
  /** Dollars for a GiB that is taken in by Direct PUT, at the first price level, in us-east-1. */
  static final double DOLLARS_PER_GIB = 0.029;

  private static final double MILLION = 1e6;
  private static final double GIB = 1L << 30;

  public Traffic {
    again = Map.copyOf(again);
  }

  /** What a million of such lines costs to send; 0 before the first. */
  public double dollarsPerMillionLines() {
    return lines == 0 ? 0 : bytesBilled / GIB * DOLLARS_PER_GIB / lines * MILLION;
  }
}
