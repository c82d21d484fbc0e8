package dev.inlet.event;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * How a refused body is kept: whole up to 256 KiB, otherwise its head with its length and hash; as
 * text when it is UTF-8, otherwise in base64; without secrets.
 */
final class StoredBody {
  static final int WHOLE_BYTES_MAX = 256 * 1024;
  static final int HEAD_BYTES = 64 * 1024;
  private static final int ESCAPED_BYTES_MAX = 512 * 1024;

  private static final byte[] BODY = Output.ascii(",\"body\":\"");
  private static final byte[] BODY_BASE64 = Output.ascii(",\"bodyBase64\":\"");
  private static final byte[] BODY_BYTES = Output.ascii(",\"bodyBytes\":");
  private static final byte[] BODY_SHA256 = Output.ascii(",\"bodySha256\":\"");
  private static final byte[] BODY_COMPLETE = Output.ascii(",\"bodyComplete\":");

  private StoredBody() {}

  /**
   * Writes the members that keep a body.
   *
   * @param head the body or its beginning
   * @param bytes how long all of it was
   * @param sha256 of all of it; taken of the head when that is all and this is null
   * @param complete whether it was read to its end
   */
  static void put(
      Output out,
      byte[] head,
      int headLength,
      long bytes,
      @Nullable String sha256,
      boolean complete,
      Secrets secrets) {
    boolean isWhole = headLength == bytes && bytes <= WHOLE_BYTES_MAX;
    var blanked = secrets.blank(head, headLength, headLength < bytes || !complete);
    putText(out, blanked.bytes(), kept(blanked, isWhole && complete, isWhole));
    if (isWhole && complete) {
      return;
    }
    out.put(BODY_BYTES).put(bytes);
    var hash = sha256 == null && headLength == bytes ? sha256(head, headLength) : sha256;
    if (hash != null) {
      out.put(BODY_SHA256).putEscaped(hash).put('"');
    }
    out.put(BODY_COMPLETE).putAscii(Boolean.toString(complete));
  }

  /** How many bytes of a text are kept, so that no character is cut in two. */
  private static int kept(Output text, boolean untouched, boolean isWhole) {
    int end = isWhole ? text.length() : Math.min(text.length(), HEAD_BYTES);
    return untouched ? end : Utf8.boundary(text.bytes(), end);
  }

  private static void putText(Output out, byte[] text, int end) {
    if (Utf8.isValid(text, end) && Output.escapedLength(text, 0, end) <= ESCAPED_BYTES_MAX) {
      out.put(BODY).putEscaped(text, 0, end).put('"');
    } else {
      out.put(BODY_BASE64);
      var head = Arrays.copyOf(text, end);
      out.put(Base64.getEncoder().encode(head)).put('"');
    }
  }

  private static String sha256(byte[] bytes, int length) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
