package dev.inlet.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.standin.Reply.Answer;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The part of S3's API that an object needs, with the bucket in the path. */
final class S3Endpoint {
  private static final String CHECKSUM = "x-amz-checksum-";
  private static final int KEYS_MAX = 1_000;
  private static final int KEY_BYTES_MAX = 1_024;

  private final Signature signature;
  private final Scripts scripts;
  private final Buckets buckets;
  private final Versions versions;
  private final String region;

  S3Endpoint(Setup setup, Scripts scripts, Buckets buckets) {
    signature = new Signature("s3", setup.region(), setup.accessKeyId(), setup.secretAccessKey());
    this.scripts = scripts;
    this.buckets = buckets;
    versions = new Versions(buckets);
    region = setup.region();
  }

  Reply handle(Request request) {
    var requestId = UUID.randomUUID().toString();
    var path = request.decodedPath().substring(1);
    int slash = path.indexOf('/');
    var bucket = slash < 0 ? path : path.substring(0, slash);
    var key = slash < 0 ? "" : path.substring(slash + 1);
    var counter = buckets.counter(bucket).orElse(new Counter(1));
    boolean puts = request.method().equals("PUT") && !key.isEmpty();
    if (puts) {
      counter.call();
    }
    try {
      return withFault(request, bucket, key, counter);
    } catch (Refusal refusal) {
      if (puts) {
        counter.refused(refusal.code());
      }
      return answer(request, refusal, requestId);
    }
  }

  private Reply withFault(Request request, String bucket, String key, Counter counter) {
    var fault = scripts.next(bucket);
    return switch (fault.orElse(null)) {
      case null -> call(request, bucket, key, counter);
      case Fault.Partial partial -> call(request, bucket, key, counter);
      case Fault.Refused refused ->
          throw new Refusal(refused.status(), refused.code(), refused.message());
      case Fault.Slow slow -> new Reply.Late(slow.delay(), call(request, bucket, key, counter));
      case Fault.CutBefore cut -> new Reply.Cut();
      case Fault.CutAfter cut -> {
        call(request, bucket, key, counter);
        yield new Reply.Cut();
      }
    };
  }

  private Answer call(Request request, String bucket, String key, Counter counter) {
    var content = authenticated(request);
    var parameters = request.parameters();
    boolean isVersioning = key.isEmpty() && parameters.containsKey("versioning");
    if (request.method().equals("PUT") && key.isEmpty() && !isVersioning) {
      return create(bucket);
    }
    if (!buckets.exists(bucket)) {
      throw new Refusal(404, "NoSuchBucket", "The specified bucket does not exist");
    }
    if (isVersioning) {
      return versioning(request, bucket, content);
    }
    if (key.isEmpty() && parameters.containsKey("versions")) {
      return answer(
          200,
          Map.of("Content-Type", "application/xml"),
          VersionPage.of(parameters, bucket, versions).xml());
    }
    var version = Optional.ofNullable(parameters.get("versionId"));
    return switch (request.method()) {
      case "PUT" -> put(request, bucket, key, content, counter);
      case "GET" -> key.isEmpty() ? list(request, bucket) : get(bucket, key, version, true);
      case "HEAD" -> key.isEmpty() ? answer(200, Map.of(), "") : get(bucket, key, version, false);
      case "DELETE" -> delete(bucket, key, version);
      default ->
          throw new Refusal(405, "MethodNotAllowed", "The specified method is not allowed here.");
    };
  }

  /** The content of a body whose signatures and hashes are right, and its trailers. */
  private ChunkedBody.Decoded authenticated(Request request) {
    var payload = request.header("x-amz-content-sha256");
    if (payload.isEmpty() && request.has("authorization")) {
      throw new Refusal(
          400, "InvalidRequest", "Missing required header for this request: x-amz-content-sha256");
    }
    return switch (signature.verify(request, payload, Instant.now())) {
      case Signature.Verdict.Bad bad -> throw refusal(bad);
      case Signature.Verdict.Good good -> content(request, payload, good.seed());
    };
  }

  private static ChunkedBody.Decoded content(Request request, String payload, Signature.Seed seed) {
    if (payload.startsWith("STREAMING-")) {
      boolean signed = payload.startsWith("STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
      var decoded = ChunkedBody.decode(request.body(), seed, signed);
      if (!request
          .header("x-amz-decoded-content-length")
          .equals(String.valueOf(decoded.content().length))) {
        throw new Refusal(
            400,
            "IncompleteBody",
            "You did not provide the number of bytes specified by x-amz-decoded-content-length");
      }
      return decoded;
    }
    if (!payload.equals("UNSIGNED-PAYLOAD") && !payload.equals(Hash.hexSha256(request.body()))) {
      throw new Refusal(
          400,
          "XAmzContentSHA256Mismatch",
          "The provided 'x-amz-content-sha256' header does not match what was computed.");
    }
    return new ChunkedBody.Decoded(request.body(), Map.of());
  }

  private Refusal refusal(Signature.Verdict.Bad bad) {
    return switch (bad.flaw()) {
      case MISSING -> new Refusal(403, "AccessDenied", "Access Denied");
      case INCOMPLETE ->
          new Refusal(400, "AuthorizationHeaderMalformed", "The authorization header is malformed");
      case UNKNOWN_KEY ->
          new Refusal(
              403,
              "InvalidAccessKeyId",
              "The AWS Access Key Id you provided does not exist in our records.");
      case WRONG_REGION ->
          new Refusal(
              400,
              "AuthorizationHeaderMalformed",
              "The authorization header is malformed; the region '%s' is wrong; expecting '%s'"
                  .formatted(bad.detail(), region));
      case WRONG_SERVICE ->
          new Refusal(
              400,
              "AuthorizationHeaderMalformed",
              ("The authorization header is malformed; incorrect service '%s'. This endpoint"
                      + " belongs to 's3'.")
                  .formatted(bad.detail()));
      case SKEWED ->
          new Refusal(
              403,
              "RequestTimeTooSkewed",
              "The difference between the request time and the current time is too large.");
      case MISMATCH ->
          new Refusal(
              403,
              "SignatureDoesNotMatch",
              "The request signature we calculated does not match the signature you provided."
                  + " Check your key and signing method. "
                  + bad.detail());
    };
  }

  private Answer create(String bucket) {
    if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      throw new Refusal(400, "InvalidBucketName", "The specified bucket is not valid.");
    }
    if (!buckets.create(bucket)) {
      throw new Refusal(409, "BucketAlreadyOwnedByYou", "You already own a bucket of this name.");
    }
    return answer(200, Map.of("Location", "/" + bucket), "");
  }

  private Answer put(
      Request request, String bucket, String key, ChunkedBody.Decoded decoded, Counter counter) {
    if (key.getBytes(UTF_8).length > KEY_BYTES_MAX) {
      throw new Refusal(400, "KeyTooLongError", "Your key is too long");
    }
    var content = decoded.content();
    var answered = new TreeMap<String, String>();
    verifyMd5(request, content);
    for (var name : Checksums.NAMES) {
      checksum(request, decoded, CHECKSUM + name)
          .ifPresent(given -> {
            var computed = Checksums.of(name, content);
            verify(name, given, computed);
            answered.put(CHECKSUM + name, computed);
          });
    }
    if (answered.isEmpty() && request.has("x-amz-sdk-checksum-algorithm")) {
      throw new Refusal(
          400,
          "InvalidRequest",
          "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or"
              + " x-amz-trailer headers were found.");
    }
    if (request.header("if-none-match").equals("*") && buckets.get(bucket, key).isPresent()) {
      throw new Refusal(
          412, "PreconditionFailed", "At least one of the pre-conditions did not hold");
    }
    versions
        .put(bucket, key, content)
        .ifPresent(version -> answered.put("x-amz-version-id", version));
    counter.taken(content);
    answered.put("ETag", etag(content));
    return answer(200, answered, "");
  }

  /** A checksum comes as a header, or as a trailer that a header announced. */
  private static Optional<String> checksum(
      Request request, ChunkedBody.Decoded decoded, String name) {
    if (request.has(name)) {
      return Optional.of(request.header(name));
    }
    if (!request.header("x-amz-trailer").equalsIgnoreCase(name)) {
      return Optional.empty();
    }
    return Optional.of(
        Optional.ofNullable(decoded.trailers().get(name))
            .orElseThrow(() ->
                new Refusal(400, "MalformedTrailerError", "The announced trailer is missing.")));
  }

  private static void verifyMd5(Request request, byte[] content) {
    if (request.has("content-md5")) {
      verify("md5", request.header("content-md5"), Checksums.of("md5", content));
    }
  }

  private static void verify(String name, String given, String computed) {
    if (!isSameLength(given, computed)) {
      throw new Refusal(
          400,
          name.equals("md5") ? "InvalidDigest" : "InvalidRequest",
          "The %s you specified was invalid.".formatted(name));
    }
    if (!given.equals(computed)) {
      throw new Refusal(
          400,
          "BadDigest",
          "The %s you specified did not match the calculated checksum.".formatted(name));
    }
  }

  private static boolean isSameLength(String given, String computed) {
    try {
      var decoder = Base64.getDecoder();
      return decoder.decode(given).length == decoder.decode(computed).length;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Answer get(String bucket, String key, Optional<String> version, boolean withBody) {
    var content = version.map(id -> version(bucket, key, id)).orElseGet(() -> object(bucket, key));
    var headers =
        Map.of(
            "Content-Type",
            "application/octet-stream",
            "ETag",
            etag(content),
            "Last-Modified",
            "Sat, 01 Jan 2000 00:00:00 GMT",
            "Content-Length",
            String.valueOf(content.length));
    return new Answer(200, headers, withBody ? content : new byte[0]);
  }

  private byte[] object(String bucket, String key) {
    return buckets
        .get(bucket, key)
        .orElseThrow(() -> new Refusal(404, "NoSuchKey", "The specified key does not exist."));
  }

  private byte[] version(String bucket, String key, String id) {
    var version =
        versions
            .get(bucket, key, id)
            .orElseThrow(
                () -> new Refusal(404, "NoSuchVersion", "The specified version does not exist."));
    if (version.content() == null) {
      throw new Refusal(
          405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
    }
    return version.content();
  }

  private Answer delete(String bucket, String key, Optional<String> version) {
    if (version.isPresent()) {
      versions.delete(bucket, key, version.get());
      return answer(204, Map.of("x-amz-version-id", version.get()), "");
    }
    return versions
        .delete(bucket, key)
        .map(marker ->
            answer(204, Map.of("x-amz-version-id", marker, "x-amz-delete-marker", "true"), ""))
        .orElseGet(() -> answer(204, Map.of(), ""));
  }

  private Answer versioning(Request request, String bucket, ChunkedBody.Decoded decoded) {
    if (request.method().equals("PUT")) {
      if (!new String(decoded.content(), UTF_8).contains("<Status>Enabled</Status>")) {
        throw new Refusal(501, "NotImplemented", "The stand-in keeps versions or never did.");
      }
      versions.keep(bucket);
      return answer(200, Map.of(), "");
    }
    var status = versions.areKept(bucket) ? "<Status>Enabled</Status>" : "";
    return answer(
        200,
        Map.of("Content-Type", "application/xml"),
        "<VersioningConfiguration>%s</VersioningConfiguration>".formatted(status));
  }

  /** Version 2 of the listing, in pages; without folders. */
  private Answer list(Request request, String bucket) {
    var parameters = request.parameters();
    if (!Objects.equals(parameters.get("list-type"), "2") || parameters.containsKey("delimiter")) {
      throw new Refusal(
          501, "NotImplemented", "The stand-in lists objects by ListObjectsV2 without delimiter.");
    }
    var prefix = parameters.getOrDefault("prefix", "");
    var after =
        parameters.getOrDefault("continuation-token", parameters.getOrDefault("start-after", ""));
    int max = Math.min(KEYS_MAX, Integer.parseInt(parameters.getOrDefault("max-keys", "1000")));
    var rest = buckets.sizes(bucket, prefix).tailMap(after, false);
    var page = rest.entrySet().stream().limit(max).toList();
    var xml = new StringBuilder();
    xml.append("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
    element(xml, "Name", bucket);
    element(xml, "Prefix", prefix);
    element(xml, "KeyCount", String.valueOf(page.size()));
    element(xml, "MaxKeys", String.valueOf(max));
    element(xml, "IsTruncated", String.valueOf(rest.size() > page.size()));
    if (rest.size() > page.size() && !page.isEmpty()) {
      element(xml, "NextContinuationToken", page.getLast().getKey());
    }
    for (var entry : page) {
      xml.append("<Contents>");
      element(xml, "Key", entry.getKey());
      element(xml, "LastModified", "2000-01-01T00:00:00.000Z");
      element(xml, "Size", String.valueOf(entry.getValue()));
      element(xml, "StorageClass", "STANDARD");
      xml.append("</Contents>");
    }
    xml.append("</ListBucketResult>");
    return answer(200, Map.of("Content-Type", "application/xml"), xml.toString());
  }

  static void element(StringBuilder xml, String name, String text) {
    xml.append('<').append(name).append('>').append(escaped(text));
    xml.append("</").append(name).append('>');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  static String etag(byte[] content) {
    return '"' + HexFormat.of().formatHex(Hash.of("MD5", content)) + '"';
  }

  private static Answer answer(int status, Map<String, String> headers, String body) {
    return Answer.of(status, headers, body);
  }

  private static Answer answer(Request request, Refusal refusal, String requestId) {
    var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>");
    element(xml, "Code", refusal.code());
    element(xml, "Message", refusal.text());
    element(xml, "RequestId", requestId);
    xml.append("</Error>");
    var headers = Map.of("Content-Type", "application/xml", "x-amz-request-id", requestId);
    return answer(refusal.status(), headers, request.method().equals("HEAD") ? "" : xml.toString());
  }
}
