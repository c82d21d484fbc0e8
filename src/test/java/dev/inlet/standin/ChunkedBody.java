package dev.inlet.standin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.standin.Signature.Seed;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A body in aws-chunked encoding: chunks that may be signed, and trailers after the last.
 *
 * <pre>
 * size in hex [;chunk-signature=...] CRLF, that many bytes, CRLF, and so on;
 * 0 [;chunk-signature=...] CRLF, then lines of name:value, then an empty line
 * </pre>
 */
final class ChunkedBody {
  private static final String SIGNATURE = ";chunk-signature=";
  private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";
  private static final String EMPTY_HASH = Hash.hexSha256(new byte[0]);

  private final byte[] body;
  private final Seed seed;
  private final boolean signed;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final Map<String, String> trailers = new TreeMap<>();
  private String previous;
  private int at;

  private ChunkedBody(byte[] body, Seed seed, boolean signed) {
    this.body = body;
    this.seed = seed;
    this.signed = signed;
    previous = seed.signature();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Decoded(byte[] content, Map<String, String> trailers) {}

  /**
   * @throws Refusal when it is not well formed, or a signature is wrong
   */
  static Decoded decode(byte[] body, Seed seed, boolean signed) {
    var chunks = new ChunkedBody(body, seed, signed);
    while (chunks.chunk() > 0) {}
    chunks.trailers();
    return new Decoded(chunks.content.toByteArray(), Map.copyOf(chunks.trailers));
  }

  private int chunk() {
    var head = line();
    int semicolon = head.indexOf(';');
    int size;
    try {
      size = Integer.parseInt(semicolon < 0 ? head : head.substring(0, semicolon), 16);
    } catch (NumberFormatException e) {
      throw incomplete();
    }
    if (size < 0 || at + size > body.length) {
      throw incomplete();
    }
    var chunk = Arrays.copyOfRange(body, at, at + size);
    at += size;
    if (signed) {
      verify(chunk, head.substring(Math.max(semicolon, 0)));
    }
    if (size > 0) {
      content.writeBytes(chunk);
      if (!line().isEmpty()) {
        throw incomplete();
      }
    }
    return size;
  }

  private void verify(byte[] chunk, String extension) {
    var expected =
        Hash.hexHmac(
            seed.key(),
            String.join(
                "\n",
                "AWS4-HMAC-SHA256-PAYLOAD",
                seed.time(),
                seed.scope(),
                previous,
                EMPTY_HASH,
                Hash.hexSha256(chunk)));
    if (!extension.equals(SIGNATURE + expected)) {
      throw mismatch();
    }
    previous = expected;
  }

  private void trailers() {
    var canonical = new StringBuilder();
    for (var line = at < body.length ? line() : ""; !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw incomplete();
      }
      var name = line.substring(0, colon);
      trailers.put(name, line.substring(colon + 1).strip());
      if (!name.equals(TRAILER_SIGNATURE)) {
        canonical.append(name).append(':').append(trailers.get(name)).append('\n');
      }
    }
    if (signed && !canonical.isEmpty()) {
      verifyTrailers(canonical.toString());
    }
  }

  private void verifyTrailers(String canonical) {
    var expected =
        Hash.hexHmac(
            seed.key(),
            String.join(
                "\n",
                "AWS4-HMAC-SHA256-TRAILER",
                seed.time(),
                seed.scope(),
                previous,
                Hash.hexSha256(canonical.getBytes(UTF_8))));
    if (!expected.equals(trailers.get(TRAILER_SIGNATURE))) {
      throw mismatch();
    }
  }

  private String line() {
    for (int end = at; end + 1 < body.length; end++) {
      if (body[end] == '\r' && body[end + 1] == '\n') {
        var line = new String(body, at, end - at, ISO_8859_1);
        at = end + 2;
        return line;
      }
    }
    throw incomplete();
  }

  private static Refusal incomplete() {
    return new Refusal(400, "IncompleteBody", "The request body terminated unexpectedly");
  }

  private static Refusal mismatch() {
    return new Refusal(
        403,
        "SignatureDoesNotMatch",
        "The signature of a chunk does not match the one that was calculated.");
  }
}
