package dev.inlet.event.segment;

import java.time.LocalDate;

/**
 * Reads the times that clients write: ISO 8601, with any offset and up to nine digits of a second.
 *
 * <p>Seconds, fraction and offset may be missing, the time of day as well; without an offset it is
 * UTC.
 */
final class IsoTime {
  /** What a text that is no time is read as. */
  static final long NONE = Long.MIN_VALUE;

  private static final int FRACTION_DIGITS_MAX = 9;
  private static final long MILLIS_OF_DAY = 86_400_000L;
  private static final long MILLIS_OF_MINUTE = 60_000L;

  private final byte[] text;
  private final int end;
  private int at;
  private boolean wrong;

  private IsoTime(byte[] text, int start, int end) {
    this.text = text;
    this.at = start;
    this.end = end;
  }

  /** The milliseconds since 1970 that the text between two indices says; or {@link #NONE}. */
  static long millis(byte[] text, int start, int end) {
    var time = new IsoTime(text, start, end);
    long millis = time.read();
    return time.wrong || time.at < end ? NONE : millis;
  }

  private long read() {
    int year = digits(4, 0, 9999);
    expect('-');
    int month = digits(2, 1, 12);
    expect('-');
    int day = digits(2, 1, 31);
    if (wrong || day > LocalDate.of(year, month, 1).lengthOfMonth()) {
      wrong = true;
      return NONE;
    }
    long millis = LocalDate.of(year, month, day).toEpochDay() * MILLIS_OF_DAY;
    if (at == end) {
      return millis;
    }
    if (!skip('T') && !skip('t')) {
      expect(' ');
    }
    return millis + timeOfDay() - offset();
  }

  private long timeOfDay() {
    long minutes = digits(2, 0, 23) * 60L;
    expect(':');
    minutes += digits(2, 0, 59);
    long millis = minutes * MILLIS_OF_MINUTE;
    if (skip(':')) {
      millis += digits(2, 0, 60) * 1000L;
      if (skip('.') || skip(',')) {
        millis += fraction();
      }
    }
    return millis;
  }

  private int fraction() {
    int millis = 0;
    int count = 0;
    for (; at < end && isDigit(text[at]); at++, count++) {
      millis = count < 3 ? millis * 10 + text[at] - '0' : millis;
    }
    wrong |= count == 0 || count > FRACTION_DIGITS_MAX;
    for (; count < 3; count++) {
      millis *= 10;
    }
    return millis;
  }

  private long offset() {
    if (at == end || skip('Z') || skip('z')) {
      return 0;
    }
    int sign = skip('-') ? -1 : 1;
    if (sign > 0) {
      expect('+');
    }
    int minutes = digits(2, 0, 23) * 60;
    if (skip(':') || at < end) {
      minutes += digits(2, 0, 59);
    }
    return MILLIS_OF_MINUTE * sign * minutes;
  }

  private int digits(int count, int min, int max) {
    int number = 0;
    for (int i = 0; i < count; i++, at++) {
      if (at >= end || !isDigit(text[at])) {
        wrong = true;
        return min;
      }
      number = number * 10 + text[at] - '0';
    }
    wrong |= number < min || number > max;
    return number;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private boolean skip(char wanted) {
    if (at < end && text[at] == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char wanted) {
    wrong |= !skip(wanted);
  }
}
