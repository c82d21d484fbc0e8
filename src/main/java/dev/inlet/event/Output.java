package dev.inlet.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow at their end, and that JSON is written to. */
public final class Output {
  private static final byte[] HEX = ascii("0123456789abcdef");
  private static final byte[] SHORT_ESCAPES = shortEscapes();

  private byte[] bytes;
  private int length;

  public Output(int capacity) {
    bytes = new byte[capacity];
  }

  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  public void clear() {
    length = 0;
  }

  /** Takes back what was written after a length that it had. */
  public void cut(int to) {
    length = to;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  public Output put(byte[] from) {
    return put(from, 0, from.length);
  }

  public Output put(byte[] from, int start, int end) {
    int count = end - start;
    reserve(count);
    System.arraycopy(from, start, bytes, length, count);
    length += count;
    return this;
  }

  /** Writes a text that has only ASCII characters. */
  public Output putAscii(String text) {
    return putAscii(text, text.length());
  }

  private Output putAscii(String text, int count) {
    reserve(count);
    for (int i = 0; i < count; i++) {
      bytes[length + i] = (byte) text.charAt(i);
    }
    length += count;
    return this;
  }

  public Output put(Output from) {
    return put(from.bytes, 0, from.length);
  }

  public Output put(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /** Writes a number of at most 20 characters. */
  public Output put(long number) {
    if (number < 0 || number > 999_999_999) {
      return putAscii(Long.toString(number));
    }
    int width = 1;
    for (long rest = number; rest > 9; rest /= 10) {
      width++;
    }
    return put((int) number, width);
  }

  /** Writes a number that is not negative, with leading zeros up to a width. */
  public Output put(int number, int width) {
    reserve(width);
    int rest = number;
    for (int i = length + width - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += width;
    return this;
  }

  /** Writes a text as a JSON string. */
  Output putJson(String text) {
    put('"');
    putEscaped(text);
    return put('"');
  }

  /** Writes a text as the inside of a JSON string; half a surrogate pair as a question mark. */
  Output putEscaped(String text) {
    int plain = plain(text);
    putAscii(text, plain);
    if (plain < text.length()) {
      var utf8 = text.substring(plain).getBytes(StandardCharsets.UTF_8);
      putEscaped(utf8, 0, utf8.length);
    }
    return this;
  }

  /** How many characters at the beginning are ASCII, and what they are in JSON. */
  private static int plain(String text) {
    int plain = 0;
    while (plain < text.length()
        && text.charAt(plain) < SHORT_ESCAPES.length
        && escapedLength((byte) text.charAt(plain)) == 1) {
      plain++;
    }
    return plain;
  }

  /** Writes UTF-8 as the inside of a JSON string. */
  Output putEscaped(byte[] utf8, int start, int end) {
    int run = start;
    for (int i = start; i < end; i++) {
      if (escapedLength(utf8[i]) > 1) {
        put(utf8, run, i);
        putEscape(utf8[i]);
        run = i + 1;
      }
    }
    return put(utf8, run, end);
  }

  /** How long UTF-8 is as the inside of a JSON string. */
  public static long escapedLength(byte[] utf8, int start, int end) {
    long length = 0;
    for (int i = start; i < end; i++) {
      length += escapedLength(utf8[i]);
    }
    return length;
  }

  private static int escapedLength(byte b) {
    if (b < 0 || (b >= ' ' && b != '"' && b != '\\')) {
      return 1;
    }
    return SHORT_ESCAPES[b] == 0 ? 6 : 2;
  }

  private void putEscape(byte b) {
    put('\\');
    if (SHORT_ESCAPES[b] != 0) {
      put((char) SHORT_ESCAPES[b]);
    } else {
      put('u').put('0').put('0').put((char) HEX[b >> 4]).put((char) HEX[b & 15]);
    }
  }

  private static byte[] shortEscapes() {
    var escapes = new byte[128];
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    escapes['\b'] = 'b';
    escapes['\f'] = 'f';
    escapes['\n'] = 'n';
    escapes['\r'] = 'r';
    escapes['\t'] = 't';
    return escapes;
  }

  private void reserve(int count) {
    if (count > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
    }
  }
}
