package dev.inlet.event;

import java.util.Arrays;
import java.util.List;

/**
 * A request as it was received, and the lines that were made of it: a copy, to be shown to people.
 *
 * <p>What it tells holds no secret.
 */
public final class Sample {
  /** Of a larger body only so much is copied. */
  public static final int BODY_BYTES_MAX = 256 * 1024;

  private static final byte[] NOTHING = {};

  private final Envelope envelope;
  private final Posted posted;
  private final byte[] body;
  private final byte[] lines;
  private final int lineCount;
  private final Secrets secrets;

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
      Envelope envelope, Posted posted, byte[] body, byte[] lines, int lineCount, Secrets secrets) {
    this.envelope = envelope;
    this.posted = posted;
    this.body = body;
    this.lines = lines;
    this.lineCount = lineCount;
    this.secrets = secrets;
  }

  /** Copies the first {@code length} bytes of a body, or as many as are shown. */
  public static Sample of(
      Envelope envelope, Posted posted, byte[] body, int length, Secrets secrets) {
    var copy = Arrays.copyOf(body, Math.min(length, BODY_BYTES_MAX));
    return new Sample(envelope, posted, copy, NOTHING, 0, secrets);
  }

  /** The same with a copy of the lines that were made of it. */
  public Sample with(Lines made) {
    var copy = Arrays.copyOf(made.bytes(), made.length());
    return new Sample(envelope, posted, body, copy, made.count(), secrets);
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

  /** How much memory it holds. */
  public int bytes() {
    return body.length + lines.length;
  }

  /** The body or its start, with stars in the place of each secret. */
  public byte[] body() {
    return blank(body, !posted.complete() || body.length < posted.bodyBytes());
  }

  /** Whether its body is shown to its end. */
  public boolean isWhole() {
    return posted.complete() && body.length == posted.bodyBytes();
  }

  /** The lines, likewise. */
  public byte[] lines() {
    return blank(lines, false);
  }

  private byte[] blank(byte[] text, boolean cut) {
    var blanked = secrets.blank(text, text.length, cut);
    return Arrays.copyOf(blanked.bytes(), blanked.length());
  }
}
