package dev.inlet.event;

import java.util.Arrays;

/**
 * The tokens of a body, read once from left to right, and the body's text without the white space
 * between them.
 *
 * <p>Strict by RFC 8259 and UTF-8. Text without white space is copied in whole runs, and a body
 * that has none is not copied. What a token said besides its place stays in fields until the next
 * one: no token makes an object.
 */
public final class Tokens {
  final StringToken text = new StringToken();
  final NumberToken number = new NumberToken();

  private byte[] in = new byte[0];
  private int at;
  private int end;

  private byte[] compact = new byte[0];
  private int run;
  private int skipped;

  public void open(byte[] body, int length) {
    in = body;
    at = 0;
    end = length;
    run = 0;
    skipped = 0;
  }

  /** The body as it was sent. */
  public byte[] body() {
    return in;
  }

  /** The text without white space, whole after {@link #close}; of a body that has none, itself. */
  public byte[] compact() {
    return skipped == 0 ? in : compact;
  }

  /** Where in the body the next token begins, after {@link #peek}; or where the last one ended. */
  public int at() {
    return at;
  }

  /** Where in the compact text the next byte goes. */
  public int place() {
    return at - skipped;
  }

  /** The next byte that is not white space; it stays the next one. */
  public byte peek() throws Malformed {
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
  public void start() throws Malformed {
    if (end >= 3 && in[0] == (byte) 0xef && in[1] == (byte) 0xbb && in[2] == (byte) 0xbf) {
      throw new Malformed(Code.BYTE_ORDER_MARK, Code.BYTE_ORDER_MARK.message());
    }
    skipWhite();
    if (at == end) {
      throw new Malformed(Code.NOT_JSON, "The body is empty. Send one JSON object.");
    }
  }

  /** Goes past the byte that {@link #peek} gave. */
  public void step() {
    at++;
  }

  /** Goes past the next byte that is not white space, which must be this one. */
  void expect(char wanted) throws Malformed {
    if (peek() != wanted) {
      throw unexpected();
    }
    at++;
  }

  /** Goes past a comma, or past the end of the container; whether it was a comma. */
  public boolean more(char end) throws Malformed {
    byte next = peek();
    if (next != ',' && next != end) {
      throw unexpected();
    }
    step();
    return next == ',';
  }

  /** Ends the text: nothing but white space may follow. */
  public void close() throws Malformed {
    skipWhite();
    if (at < end) {
      throw new Malformed(Code.TRAILING_BYTES, Code.TRAILING_BYTES.message());
    }
    if (skipped > 0) {
      flush();
    }
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
    if (compact.length < end) {
      compact = new byte[Math.max(end, compact.length * 2)];
    }
    System.arraycopy(in, run, compact, run - skipped, at - run);
    run = at;
  }

  /** Reads the string whose opening quote is next; what it said is in {@link #text}. */
  void string() throws Malformed {
    at = text.read(in, at, end);
  }

  /** Reads the string whose opening quote is next when it is the name that was guessed. */
  boolean guessed(NameGuess guess) {
    int start = at + 1;
    int length = guess.length(in, start, end);
    if (length < 0) {
      return false;
    }
    text.plain(start, start + length);
    at = start + length + 1;
    return true;
  }

  /** Reads the number that is next; what it said is in {@link #number}. */
  void number() throws Malformed {
    at = number.read(in, at, end);
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
}
