package dev.inlet.event;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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
  private final boolean whole;
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
      Envelope envelope,
      Posted posted,
      boolean whole,
      byte[] body,
      byte[] lines,
      int lineCount,
      Secrets secrets) {
    this.envelope = envelope;
    this.posted = posted;
    this.whole = whole;
    this.body = body;
    this.lines = lines;
    this.lineCount = lineCount;
    this.secrets = secrets;
  }

  /** Copies the first {@code length} bytes of a body, or as many as are shown. */
  public static Sample of(
      Envelope envelope, Posted posted, byte[] body, int length, Secrets secrets) {
    var copy = Arrays.copyOf(body, Math.min(length, BODY_BYTES_MAX));
    boolean whole = posted.complete() && copy.length == posted.bodyBytes();
    return new Sample(envelope, posted, whole, copy, NOTHING, 0, secrets);
  }

  /** The same with a copy of the lines that were made of it. */
  public Sample with(Lines made) {
    var copy = Arrays.copyOf(made.bytes(), made.length());
    return new Sample(envelope, posted, whole, body, copy, made.count(), secrets);
  }

  /** The same without the body and the lines. */
  public Sample head() {
    return new Sample(envelope, posted, whole, NOTHING, NOTHING, lineCount, secrets);
  }

  /** Writes it as it came, so these bytes are nobody's to see: {@link #read} makes it again. */
  public void write(DataOutput out) throws IOException {
    Packing.write(envelope.requestId(), out);
    out.writeLong(envelope.receivedAtMillis());
    Packing.write(envelope.source(), out);
    Packing.write(envelope.idempotencyKey(), out);
    Packing.write(envelope.ip(), out);
    Packing.write(envelope.userAgent(), out);
    Packing.write(posted.path(), out);
    Packing.writeAll(posted.contentTypes(), out, type -> Packing.write(type, out));
    Packing.writeAll(posted.contentEncodings(), out, encoding -> Packing.write(encoding, out));
    out.writeLong(posted.bodyBytes());
    out.writeBoolean(posted.complete());
    out.writeBoolean(whole);
    Packing.write(body, out);
    Packing.write(lines, out);
    out.writeInt(lineCount);
  }

  /**
   * Makes one again that was written.
   *
   * @param secrets those that it had
   */
  public static Sample read(DataInput in, Secrets secrets) throws IOException {
    var envelope =
        new Envelope(
            Packing.readText(in),
            in.readLong(),
            Packing.readTextOrNull(in),
            Packing.readTextOrNull(in),
            Packing.readTextOrNull(in),
            Packing.readTextOrNull(in));
    var posted =
        new Posted(
            Packing.readText(in),
            Packing.readAll(in, () -> Packing.readText(in)),
            Packing.readAll(in, () -> Packing.readText(in)),
            in.readLong(),
            in.readBoolean());
    return new Sample(
        envelope,
        posted,
        in.readBoolean(),
        Packing.readBytes(in),
        Packing.readBytes(in),
        in.readInt(),
        secrets);
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

  /** What it doesn't tell. */
  public Secrets secrets() {
    return secrets;
  }

  /** The body or its start, with stars in the place of each secret. */
  public byte[] body() {
    return blank(body, !whole);
  }

  /** Whether its body is shown to its end. */
  public boolean isWhole() {
    return whole;
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
