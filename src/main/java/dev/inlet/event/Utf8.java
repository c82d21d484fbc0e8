package dev.inlet.event;

/** What is UTF-8 and what is not: the table of RFC 3629, without exceptions. */
final class Utf8 {
  private Utf8() {}

  /**
   * How many bytes the character at an index takes; 0 when they are not UTF-8: overlong, a
   * surrogate, above U+10FFFF, or cut.
   */
  static int length(byte[] bytes, int at, int end) {
    int first = bytes[at];
    if (first >= 0) {
      return 1;
    }
    int lead = first & 0xff;
    if (lead < 0xc2 || lead > 0xf4) {
      return 0;
    }
    int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (at + length > end) {
      return 0;
    }
    int second = bytes[at + 1] & 0xff;
    int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /** Whether the first bytes are UTF-8 from the first to the last. */
  static boolean isValid(byte[] bytes, int end) {
    int at = 0;
    while (at < end) {
      int length = length(bytes, at, end);
      if (length == 0) {
        return false;
      }
      at += length;
    }
    return true;
  }

  /** The greatest index up to {@code end} that does not cut a character in two. */
  static int boundary(byte[] bytes, int end) {
    int lead = end - 1;
    while (lead > 0 && lead > end - 4 && (bytes[lead] & 0xc0) == 0x80) {
      lead--;
    }
    if (lead < 0 || bytes[lead] >= 0) {
      return end;
    }
    int first = bytes[lead] & 0xff;
    int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
    return lead + length > end ? lead : end;
  }
}
