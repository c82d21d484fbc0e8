package dev.inlet.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a body, read once from left to right, and the body's text without the white space
 * between them.
 *
 * <p>Strict by RFC 8259 and UTF-8. Text without white space is copied in whole runs, so a body that
 * has none is one copy. What a token said besides its place stays in fields until the next one: no
 * token makes an object.
 */
final class Tokens {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = ONES << 7;

  private byte[] in = new byte[0];
  private int at;
  private int end;

  private byte[] compact = new byte[4096];
  private int run;
  private int skipped;

  private int stringStart;
  private int stringEnd;
  private boolean escaped;
  private boolean lone;

  private boolean digitsOnly;
  private @Nullable Code numberFault;

  void open(byte[] body, int length) {
    in = body;
    at = 0;
    end = length;
    run = 0;
    skipped = 0;
    if (compact.length < length) {
      compact = new byte[Math.max(length, compact.length * 2)];
    }
  }

  /** The body as it was sent. */
  byte[] body() {
    return in;
  }

  /** The text without white space; whole after {@link #close}. */
  byte[] compact() {
    return compact;
  }

  /** Where in the body the next token begins, after {@link #peek}; or where the last one ended. */
  int at() {
    return at;
  }

  /** Where in the compact text the next byte goes. */
  int place() {
    return at - skipped;
  }

  /** The next byte that is not white space; it stays the next one. */
  byte peek() throws Malformed {
    if (at < end && in[at] > ' ') {
      return in[at];
    }
    skipWhite();
    if (at == end) {
      throw Malformed.truncated();
    }
    return in[at];
  }

  /** Says why a text cannot begin as it does: it is empty or has a byte order mark. */
  void start() throws Malformed {
    if (end >= 3 && in[0] == (byte) 0xef && in[1] == (byte) 0xbb && in[2] == (byte) 0xbf) {
      throw new Malformed(Code.BYTE_ORDER_MARK, Code.BYTE_ORDER_MARK.message());
    }
    skipWhite();
    if (at == end) {
      throw new Malformed(Code.NOT_JSON, "The body is empty. Send one JSON object.");
    }
  }

  /** Goes past the byte that {@link #peek} gave. */
  void step() {
    at++;
  }

  /** Goes past the next byte that is not white space, which must be this one. */
  void expect(char wanted) throws Malformed {
    if (peek() != wanted) {
      throw unexpected();
    }
    at++;
  }

  /** Ends the text: nothing but white space may follow. */
  void close() throws Malformed {
    skipWhite();
    if (at < end) {
      throw new Malformed(Code.TRAILING_BYTES, Code.TRAILING_BYTES.message());
    }
    flush();
  }

  /** Says why the next byte cannot be here. */
  Malformed unexpected() {
    return Utf8.length(in, at, end) == 0 ? Malformed.notUtf8(at) : Malformed.at(at);
  }

  private void skipWhite() {
    int i = at;
    while (i < end && isWhite(in[i])) {
      i++;
    }
    if (i > at) {
      flush();
      skipped += i - at;
      at = i;
      run = i;
    }
  }

  private static boolean isWhite(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private void flush() {
    System.arraycopy(in, run, compact, run - skipped, at - run);
    run = at;
  }

  /** Reads the string whose opening quote is next. */
  void string() throws Malformed {
    int i = at + 1;
    stringStart = i;
    escaped = false;
    lone = false;
    while (true) {
      i = plainEnd(i);
      if (i == end) {
        throw Malformed.truncated();
      }
      byte b = in[i];
      if (b == '"') {
        stringEnd = i;
        at = i + 1;
        return;
      }
      if (b == '\\') {
        escaped = true;
        i = escape(i);
      } else if (b < 0) {
        int length = Utf8.length(in, i, end);
        if (length == 0) {
          throw Malformed.notUtf8(i);
        }
        i += length;
      } else {
        throw Malformed.at(i);
      }
    }
  }

  /** The first index that holds a quote, a backslash, a control or a byte that is not ASCII. */
  private int plainEnd(int from) {
    byte[] bytes = in;
    int i = from;
    for (int last = end - 8; i <= last; i += 8) {
      long word = (long) WORD.get(bytes, i);
      long special =
          (word
                  | (word - ONES * ' ')
                  | ((word ^ ONES * '"') - ONES)
                  | ((word ^ ONES * '\\') - ONES))
              & HIGHS;
      if (special != 0) {
        return i + (Long.numberOfTrailingZeros(special) >>> 3);
      }
    }
    while (i < end && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    return i;
  }

  /** Goes past the escape at an index, and past both halves of a surrogate pair. */
  private int escape(int from) throws Malformed {
    int kindAt = from + 1;
    if (kindAt == end) {
      throw Malformed.truncated();
    }
    return switch (in[kindAt]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> from + 2;
      case 'u' -> unicodeEscape(from);
      default -> throw Malformed.at(kindAt);
    };
  }

  private int unicodeEscape(int from) throws Malformed {
    int unit = unit(from + 2);
    if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
      return from + 6;
    }
    boolean paired =
        unit <= Character.MAX_HIGH_SURROGATE
            && from + 8 < end
            && in[from + 6] == '\\'
            && in[from + 7] == 'u'
            && isLow(unit(from + 8));
    lone |= !paired;
    return from + (paired ? 12 : 6);
  }

  private static boolean isLow(int unit) {
    return unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE;
  }

  private int unit(int from) throws Malformed {
    int unit = 0;
    for (int i = from; i < from + 4; i++) {
      if (i >= end) {
        throw Malformed.truncated();
      }
      int digit = in[i] < 0 ? -1 : Character.digit(in[i], 16);
      if (digit < 0) {
        throw Malformed.at(i);
      }
      unit = (unit << 4) | digit;
    }
    return unit;
  }

  /** Reads the number that is next. */
  void number() throws Malformed {
    int start = at;
    int i = in[start] == '-' ? start + 1 : start;
    int whole = i;
    i = digits(i);
    if (in[whole] == '0') {
      i = whole + 1;
    }
    digitsOnly = whole == start;
    numberFault = null;
    int wholeEnd = i;
    if (i < end && in[i] == '.') {
      digitsOnly = false;
      i = digits(i + 1);
    }
    int mantissaEnd = i;
    if (i < end && (in[i] | 0x20) == 'e') {
      digitsOnly = false;
      i++;
      if (i < end && (in[i] == '+' || in[i] == '-')) {
        i++;
      }
      i = digits(i);
    }
    if (i > mantissaEnd || wholeEnd - whole > 308 || i - whole > NumberRange.DIGITS_MAX) {
      numberFault = NumberRange.fault(in, whole, wholeEnd, mantissaEnd, i);
    }
    at = i;
  }

  /** Goes past at least one digit. */
  private int digits(int from) throws Malformed {
    int i = from;
    while (i < end && in[i] >= '0' && in[i] <= '9') {
      i++;
    }
    if (i == from) {
      throw i == end ? Malformed.truncated() : Malformed.at(i);
    }
    return i;
  }

  /** Reads the literal that is next, which must be this one. */
  void literal(byte[] word) throws Malformed {
    int stop = Math.min(at + word.length, end);
    int mismatch = Arrays.mismatch(in, at, stop, word, 0, word.length);
    if (mismatch >= 0) {
      at += mismatch;
      throw at == end ? Malformed.truncated() : unexpected();
    }
    at += word.length;
  }

  /** The index in the body after the opening quote of the last string. */
  int stringStart() {
    return stringStart;
  }

  /** The index in the body of the closing quote of the last string. */
  int stringEnd() {
    return stringEnd;
  }

  /** Whether the last string holds escapes. */
  boolean escaped() {
    return escaped;
  }

  /** Whether the last string holds half a surrogate pair without the other. */
  boolean lone() {
    return lone;
  }

  /** Whether the last number was digits and nothing else. */
  boolean digitsOnly() {
    return digitsOnly;
  }

  /** Why the last number cannot be taken; null when it can. */
  @Nullable Code numberFault() {
    return numberFault;
  }
}
