package dev.inlet.event;

import org.jspecify.annotations.Nullable;

/** Whether texts and integers keep the constraints of their fields. */
public final class Checks {
  /** Seconds and milliseconds of this age of the world never have so many digits. */
  private static final int MICROSECONDS_DIGITS_MAX = 16;

  private static final int NANOSECONDS_DIGITS_MAX = 19;
  private static final int LONG_DIGITS_MAX = 18;

  private Checks() {}

  /** What is wrong with the string between two quotes; null when nothing is. */
  public static @Nullable Code text(byte[] body, int start, int end, int charactersMax) {
    int length = end - start;
    if (length > 0 && length <= charactersMax && body[start] > ' ' && body[start] != '\\') {
      return null;
    }
    var text = new RawString(body, start, end);
    int count = 0;
    boolean blank = true;
    while (text.hasNext()) {
      blank &= Character.isWhitespace(text.next());
      count++;
    }
    if (blank) {
      return Code.BLANK;
    }
    return count > charactersMax ? Code.TOO_LONG : null;
  }

  /** What is wrong with a number that should be an integer; null when nothing is. */
  static @Nullable Code integer(byte[] body, int start, int end, boolean digitsOnly, Field field) {
    if (!digitsOnly) {
      return isNegativeInteger(body, start, end) ? Code.TIMESTAMP_OUT_OF_RANGE : Code.WRONG_TYPE;
    }
    if (end - start > LONG_DIGITS_MAX) {
      return Code.TIMESTAMP_OUT_OF_RANGE;
    }
    long value = 0;
    for (int i = start; i < end; i++) {
      value = value * 10 + body[i] - '0';
    }
    return value < field.min || value > field.max ? Code.TIMESTAMP_OUT_OF_RANGE : null;
  }

  private static boolean isNegativeInteger(byte[] body, int start, int end) {
    if (body[start] != '-' || body[start + 1] == '0') {
      return false;
    }
    for (int i = start + 1; i < end; i++) {
      if (body[i] < '0' || body[i] > '9') {
        return false;
      }
    }
    return true;
  }

  /** What to say of an integer that has so many digits; of 0 digits when it is something else. */
  static String message(Code fault, int digits) {
    if (fault == Code.WRONG_TYPE) {
      return Field.Kind.INTEGER.wanted();
    }
    if (digits < MICROSECONDS_DIGITS_MAX - 1 || digits > NANOSECONDS_DIGITS_MAX) {
      return fault.message();
    }
    return "This looks like "
        + (digits <= MICROSECONDS_DIGITS_MAX ? "microseconds" : "nanoseconds")
        + ". "
        + fault.message();
  }
}
