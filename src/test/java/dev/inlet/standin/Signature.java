package dev.inlet.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Verifies Signature Version 4.
 *
 * @param service whose name must be in the scope: firehose or s3
 */
record Signature(String service, String region, String accessKeyId, String secretAccessKey) {
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/,]+)/(\\d{8})/([^/,]+)/([^/,]+)/aws4_request,\\s*"
              + "SignedHeaders=([^,]+),\\s*Signature=([0-9a-f]{64})");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
  private static final Duration SKEW_MAX = Duration.ofMinutes(15);

  /** Why a signature is not good; each protocol has its own codes for them. */
  enum Flaw {
    MISSING,
    INCOMPLETE,
    UNKNOWN_KEY,
    WRONG_REGION,
    WRONG_SERVICE,
    SKEWED,
    MISMATCH
  }

  sealed interface Verdict {
    /** It is good; the seed signs the chunks of a body. */
    record Good(Seed seed) implements Verdict {}

    record Bad(Flaw flaw, String detail) implements Verdict {}
  }

  /** What each chunk's signature is made from. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Seed(String time, String scope, byte[] key, String signature) {}

  /**
   * @param payloadHash as the canonical request holds it
   */
  Verdict verify(Request request, String payloadHash, Instant now) {
    if (!request.has("authorization")) {
      return new Verdict.Bad(Flaw.MISSING, "");
    }
    var parts = AUTHORIZATION.matcher(request.header("authorization"));
    if (!parts.matches() || !request.has("x-amz-date")) {
      return new Verdict.Bad(Flaw.INCOMPLETE, request.header("authorization"));
    }
    var scope = "%s/%s/%s/aws4_request".formatted(parts.group(2), parts.group(3), parts.group(4));
    var signedHeaders = List.of(parts.group(5).split(";"));
    var time = request.header("x-amz-date");
    if (!parts.group(1).equals(accessKeyId)) {
      return new Verdict.Bad(Flaw.UNKNOWN_KEY, parts.group(1));
    }
    if (!parts.group(3).equals(region)) {
      return new Verdict.Bad(Flaw.WRONG_REGION, parts.group(3));
    }
    if (!parts.group(4).equals(service)) {
      return new Verdict.Bad(Flaw.WRONG_SERVICE, parts.group(4));
    }
    if (isSkewed(time, parts.group(2), now)) {
      return new Verdict.Bad(Flaw.SKEWED, time);
    }
    if (!signedHeaders.contains("host") || !signsAllOfAmazon(request, signedHeaders)) {
      return new Verdict.Bad(Flaw.MISMATCH, "a header that must be signed is not");
    }
    var key = key(parts.group(2));
    var signature = sign(request, payloadHash, signedHeaders, time, scope, key);
    return signature.equals(parts.group(6))
        ? new Verdict.Good(new Seed(time, scope, key, signature))
        : new Verdict.Bad(Flaw.MISMATCH, "");
  }

  private String sign(
      Request request,
      String payloadHash,
      List<String> signedHeaders,
      String time,
      String scope,
      byte[] key) {
    var canonical =
        String.join(
            "\n",
            request.method(),
            encoded(request.decodedPath(), true),
            canonicalQuery(request.parameters()),
            canonicalHeaders(request, signedHeaders),
            String.join(";", signedHeaders),
            payloadHash);
    return Hash.hexHmac(
        key,
        String.join(
            "\n", "AWS4-HMAC-SHA256", time, scope, Hash.hexSha256(canonical.getBytes(UTF_8))));
  }

  private byte[] key(String date) {
    var key = Hash.hmac(("AWS4" + secretAccessKey).getBytes(UTF_8), date);
    return Hash.hmac(Hash.hmac(Hash.hmac(key, region), service), "aws4_request");
  }

  /** All headers that start with x-amz- must be signed, or they could be changed on the way. */
  private static boolean signsAllOfAmazon(Request request, List<String> signedHeaders) {
    return request.headers().keySet().stream()
        .filter(name -> name.startsWith("x-amz-"))
        .allMatch(signedHeaders::contains);
  }

  private static boolean isSkewed(String time, String date, Instant now) {
    try {
      var signedAt = LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
      return !time.startsWith(date)
          || Duration.between(signedAt, now).abs().compareTo(SKEW_MAX) > 0;
    } catch (DateTimeParseException e) {
      return true;
    }
  }

  private static String canonicalQuery(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> encoded(entry.getKey(), false) + "=" + encoded(entry.getValue(), false))
        .sorted()
        .collect(Collectors.joining("&"));
  }

  private static String canonicalHeaders(Request request, List<String> names) {
    return names.stream()
        .map(name -> name + ":" + request.header(name).strip().replaceAll(" +", " ") + "\n")
        .collect(Collectors.joining());
  }

  private static String encoded(String text, boolean keepsSlash) {
    var encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || "-._~".indexOf(c) >= 0
              || (keepsSlash && c == '/');
      encoded.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", b));
    }
    return encoded.toString();
  }
}
