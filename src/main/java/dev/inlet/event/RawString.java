package dev.inlet.event;

import org.jspecify.annotations.Nullable;

/** The characters of a JSON string that was found well-formed, one after the other. */
public final class RawString {
  private final byte[] bytes;
  private final int end;
  private int at;

  /** The string between two quotes, which are not part of the range. */
  public RawString(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  boolean hasNext() {
    return at < end;
  }

  /** The next character; half of a surrogate pair when it is escaped alone. */
  int next() {
    int first = bytes[at];
    if (first == '\\') {
      return escape();
    }
    if (first >= 0) {
      at++;
      return first;
    }
    int length = first < (byte) 0xe0 ? 2 : first < (byte) 0xf0 ? 3 : 4;
    int character = first & (0xff >> (length + 1));
    for (int i = 1; i < length; i++) {
      character = (character << 6) | (bytes[at + i] & 0x3f);
    }
    at += length;
    return character;
  }

  /** The whole string; null when it cannot be shown, because a surrogate is alone in it. */
  public @Nullable String text() {
    var text = new StringBuilder(end - at);
    while (hasNext()) {
      int character = next();
      if (isSurrogate(character)) {
        return null;
      }
      text.appendCodePoint(character);
    }
    return text.toString();
  }

  static boolean isSurrogate(int character) {
    return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
  }

  private int escape() {
    int kind = bytes[at + 1];
    at += 2;
    return switch (kind) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> pair(unit());
      default -> kind;
    };
  }

  private int pair(int unit) {
    if (unit >= Character.MIN_HIGH_SURROGATE
        && unit <= Character.MAX_HIGH_SURROGATE
        && at + 6 <= end
        && bytes[at] == '\\'
        && bytes[at + 1] == 'u') {
      int before = at;
      at += 2;
      int low = unit();
      if (low >= Character.MIN_LOW_SURROGATE && low <= Character.MAX_LOW_SURROGATE) {
        return Character.toCodePoint((char) unit, (char) low);
      }
      at = before;
    }
    return unit;
  }

  private int unit() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      unit = (unit << 4) | Character.digit(bytes[at++], 16);
    }
    return unit;
  }
}
