package dev.inlet.event;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Which numbers are too much for those who read them later. */
final class NumberRange {
  /** Digits of one number, those of its exponent included. */
  static final int DIGITS_MAX = 1000;

  /** Every number below 10 to this power fits a double. */
  private static final int SAFE_POWER = 308;

  private NumberRange() {}

  /**
   * What is wrong with a well-formed number; null when nothing is.
   *
   * @param whole where its digits begin, after the sign
   * @param wholeEnd where the digits before the point end
   * @param mantissaEnd where the digits before the exponent end
   * @param end where all of it ends
   */
  static @Nullable Code fault(byte[] in, int whole, int wholeEnd, int mantissaEnd, int end) {
    int digits = wholeEnd - whole + Math.max(0, mantissaEnd - wholeEnd - 1);
    int exponentStart = mantissaEnd;
    if (mantissaEnd < end) {
      exponentStart = mantissaEnd + (in[mantissaEnd + 1] <= '-' ? 2 : 1);
      digits += end - exponentStart;
    }
    if (digits > DIGITS_MAX) {
      return Code.NUMBER_TOO_LONG;
    }
    int first = whole;
    while (first < mantissaEnd && (in[first] == '0' || in[first] == '.')) {
      first++;
    }
    if (first == mantissaEnd) {
      return null;
    }
    int power = first < wholeEnd ? wholeEnd - first : wholeEnd + 1 - first;
    if (mantissaEnd < end) {
      int exponent = exponent(in, exponentStart, end);
      power += in[mantissaEnd + 1] == '-' ? -exponent : exponent;
    }
    if (power <= SAFE_POWER) {
      return null;
    }
    boolean overflows =
        power > SAFE_POWER + 1
            || Double.isInfinite(
                Double.parseDouble(
                    new String(in, whole, end - whole, StandardCharsets.ISO_8859_1)));
    return overflows ? Code.NUMBER_OUT_OF_RANGE : null;
  }

  /** An exponent, or a million when it is more. */
  private static int exponent(byte[] in, int start, int end) {
    int exponent = 0;
    for (int i = start; i < end; i++) {
      exponent = Math.min(1_000_000, exponent * 10 + in[i] - '0');
    }
    return exponent;
  }
}
