package dev.inlet.event;

import java.util.Arrays;
import java.util.List;

/**
 * A request as it was received, and the lines that were made of it: a copy, to be shown to people.
 *
 * <p>It holds no secret: a star stands for each.
 */
public final class Sample {
  /** Of a larger body only so much is copied. */
  public static final int BODY_BYTES_MAX = 256 * 1024;

  private static final byte[] NOTHING = {};

  private final Envelope envelope;
  private final Posted posted;
  private final boolean whole;
  private final byte[] body;
  private final byte[] lines;
  private final int lineCount;

  /**
   * Where and how a body was posted.
   *
   * @param path without its query
   * @param contentTypes as many as there were
   * @param contentEncodings of the body as it is shown: none when it could be unpacked
   * @param bodyBytes how long the body was, as far as it was read
   * @param complete whether it was read to its end
   */
  public record Posted(
      String path,
      List<String> contentTypes,
      List<String> contentEncodings,
      long bodyBytes,
      boolean complete) {}

  private Sample(
      Envelope envelope, Posted posted, boolean whole, byte[] body, byte[] lines, int lineCount) {
    this.envelope = envelope;
    this.posted = posted;
    this.whole = whole;
    this.body = body;
    this.lines = lines;
    this.lineCount = lineCount;
  }

  /** Copies the first {@code length} bytes of a body, or as many as are shown. */
  public static Sample of(
      Envelope envelope, Posted posted, byte[] body, int length, Secrets secrets) {
    int shown = Math.min(length, BODY_BYTES_MAX);
    boolean whole = posted.complete() && shown == posted.bodyBytes();
    return new Sample(envelope, posted, whole, blank(body, shown, !whole, secrets), NOTHING, 0);
  }

  /** Puts one together again that was taken apart. */
  public static Sample ofParts(
      Envelope envelope, Posted posted, boolean whole, byte[] body, byte[] lines, int lineCount) {
    return new Sample(envelope, posted, whole, body, lines, lineCount);
  }

  /** The same with a copy of the lines that were made of it. */
  public Sample with(Lines made, Secrets secrets) {
    var copy = blank(made.bytes(), made.length(), false, secrets);
    return new Sample(envelope, posted, whole, body, copy, made.count());
  }

  private static byte[] blank(byte[] text, int length, boolean cut, Secrets secrets) {
    var blanked = secrets.blank(text, length, cut);
    return Arrays.copyOf(blanked.bytes(), blanked.length());
  }

  public Envelope envelope() {
    return envelope;
  }

  public Posted posted() {
    return posted;
  }

  /** How many lines were made of it, which can be more than its events. */
  public int lineCount() {
    return lineCount;
  }

  /** The body or its start. */
  public byte[] body() {
    return body;
  }

  /** Whether its body is shown to its end. */
  public boolean isWhole() {
    return whole;
  }

  public byte[] lines() {
    return lines;
  }
}
