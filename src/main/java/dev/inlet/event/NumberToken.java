package dev.inlet.event;

import org.jspecify.annotations.Nullable;

/** The number that was read last. */
final class NumberToken {
  private boolean digitsOnly;
  private @Nullable Code fault;

  /** Whether it was digits and nothing else. */
  boolean digitsOnly() {
    return digitsOnly;
  }

  /** Why it cannot be taken; null when it can. */
  @Nullable Code fault() {
    return fault;
  }

  /**
   * Reads the number at an index.
   *
   * @return the index after its last character
   */
  int read(byte[] in, int start, int limit) throws Malformed {
    int i = in[start] == '-' ? start + 1 : start;
    int whole = i;
    i = digits(in, i, limit);
    if (in[whole] == '0') {
      i = whole + 1;
    }
    digitsOnly = whole == start;
    fault = null;
    int wholeEnd = i;
    if (i < limit && in[i] == '.') {
      digitsOnly = false;
      i = digits(in, i + 1, limit);
    }
    int mantissaEnd = i;
    if (i < limit && (in[i] | 0x20) == 'e') {
      digitsOnly = false;
      i++;
      if (i < limit && (in[i] == '+' || in[i] == '-')) {
        i++;
      }
      i = digits(in, i, limit);
    }
    if (i > mantissaEnd || wholeEnd - whole > 308 || i - whole > NumberRange.DIGITS_MAX) {
      fault = NumberRange.fault(in, whole, wholeEnd, mantissaEnd, i);
    }
    return i;
  }

  /** Goes past at least one digit. */
  private static int digits(byte[] in, int from, int limit) throws Malformed {
    int i = from;
    while (i < limit && in[i] >= '0' && in[i] <= '9') {
      i++;
    }
    if (i == from) {
      throw i == limit ? Malformed.truncated() : Malformed.at(i);
    }
    return i;
  }
}
