package dev.inlet.api;

import dev.inlet.event.Code;
import dev.inlet.event.Fault;
import dev.inlet.event.Refusal;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer that says no, and the one table of them.
 *
 * @param code stable and machine-readable, in kebab case
 * @param detail one sentence for a person, which says what to do
 * @param errors each place of the body that is wrong
 * @param kept whether what was refused is written to the rejected records
 * @param retryAfter when to come again, if that helps
 */
public record Problem(
    HttpResponseStatus status,
    String code,
    String detail,
    List<Fault> errors,
    boolean kept,
    @Nullable Duration retryAfter) {

  /** The type of its body. */
  public static final String MEDIA_TYPE = TrackingApi.PROBLEM;

  private static final String CONTENT_ENCODING = "content-encoding";
  private static final String ENCODING_BROKEN = "encoding-broken";
  private static final Duration SOON = Duration.ofSeconds(1);

  private static Problem kept(HttpResponseStatus status, String code, String detail) {
    return new Problem(status, code, detail, List.of(new Fault("", code, detail)), true, null);
  }

  private static Problem counted(HttpResponseStatus status, String code, String detail) {
    return new Problem(status, code, detail, List.of(), false, null);
  }

  private static Problem later(
      HttpResponseStatus status, String code, String detail, Duration after) {
    return new Problem(status, code, detail, List.of(), false, after);
  }

  /** Whether the body of such a request could not be unpacked. */
  boolean leavesBodyPacked() {
    return code.equals(CONTENT_ENCODING) || code.equals(ENCODING_BROKEN);
  }

  /** What it comes to, in one. */
  Fault fault() {
    return new Fault("", code, detail);
  }

  /** The same, put so that a client which can't tell more statuses apart gives up. */
  public Problem asBadRequest() {
    return new Problem(HttpResponseStatus.BAD_REQUEST, code, detail, errors, kept, retryAfter);
  }

  /** Its body. */
  public byte[] json() {
    return Json.of(this);
  }

  static Problem of(Malformed malformed) {
    return counted(malformed.status(), malformed.code(), malformed.detail());
  }

  static Problem of(Refusal refusal) {
    var status =
        switch (refusal.kind()) {
          case INVALID -> HttpResponseStatus.BAD_REQUEST;
          case TOO_LARGE -> HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;
        };
    return new Problem(status, refusal.code(), refusal.detail(), refusal.faults(), true, null);
  }

  static Problem mediaType() {
    return kept(
        HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
        "content-type",
        "Send the header Content-Type: application/json (or text/plain, as beacons do), once.");
  }

  static Problem contentEncoding() {
    return kept(
        HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
        CONTENT_ENCODING,
        "The body's Content-Encoding is not understood. Send gzip or deflate, or leave the header"
            + " out and send the body as it is.");
  }

  static Problem notWhatItsEncodingSays(Encoding encoding) {
    return kept(
        HttpResponseStatus.BAD_REQUEST,
        ENCODING_BROKEN,
        "The body is not what its Content-Encoding says: it is not whole and valid "
            + encoding.name().toLowerCase(java.util.Locale.ROOT)
            + ".");
  }

  static Problem bodyTooLarge(int bytesMax) {
    return kept(
        HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
        "body-too-large",
        "The body is larger than "
            + bytesMax
            + " bytes after decompression. Send its events in several requests.");
  }

  static Problem idempotencyKey() {
    return kept(
        HttpResponseStatus.BAD_REQUEST,
        "idempotency-key",
        "The header Idempotency-Key must be sent once, with 1 to 256 visible ASCII characters.");
  }

  public static Problem unknownKey() {
    return counted(
        HttpResponseStatus.UNAUTHORIZED,
        "unknown-key",
        "Send a write key that this server knows, as Authorization: Basic base64(key:),"
            + " Authorization: Bearer key, X-Write-Key, or writeKey in the body or the query.");
  }

  static Problem callNotAllowed() {
    return kept(
        HttpResponseStatus.FORBIDDEN,
        Code.CALL_NOT_ALLOWED.code(),
        Code.CALL_NOT_ALLOWED.message());
  }

  static Problem tooFast(Duration after) {
    return later(
        HttpResponseStatus.TOO_MANY_REQUESTS,
        "too-fast",
        "This key sends more events a second than it may. Send again after the time of"
            + " Retry-After.",
        after);
  }

  static Problem tooManyConnections() {
    return later(
        HttpResponseStatus.TOO_MANY_REQUESTS,
        "too-many-connections",
        "Your address has more connections than it may. Send again after the time of Retry-After,"
            + " and several requests on one connection.",
        SOON);
  }

  static Problem tooMuchInFlight() {
    return later(
        HttpResponseStatus.TOO_MANY_REQUESTS,
        "too-much-in-flight",
        "Your address has sent more than it may before an answer. Send again after the time of"
            + " Retry-After, and less at once.",
        SOON);
  }

  static Problem origin() {
    return counted(
        HttpResponseStatus.FORBIDDEN,
        "origin",
        "Pages of this origin may not send events here. INLET_CORS_ORIGINS names those that may.");
  }

  static Problem otherOrigin() {
    return counted(
        HttpResponseStatus.FORBIDDEN,
        "origin",
        "Pages of other origins can't use this path, but only those that take events.");
  }

  static Problem full() {
    return later(
        HttpResponseStatus.SERVICE_UNAVAILABLE,
        "full",
        "There is no room for more events now; none of this request is stored. Send it again.",
        SOON);
  }

  static Problem stopped() {
    return later(
        HttpResponseStatus.SERVICE_UNAVAILABLE,
        "stopped",
        "The server's disk has failed, and it stores nothing; none of this request is stored."
            + " Send it again.",
        SOON);
  }

  static Problem draining() {
    return later(
        HttpResponseStatus.SERVICE_UNAVAILABLE,
        "draining",
        "This server is shutting down. Send it again; another one will answer.",
        SOON);
  }

  static Problem methodNotAllowed() {
    return counted(
        HttpResponseStatus.METHOD_NOT_ALLOWED, "method", "This path takes POST and nothing else.");
  }

  static Problem expectation() {
    return counted(
        HttpResponseStatus.EXPECTATION_FAILED,
        "expectation",
        "The only Expect that is understood is 100-continue.");
  }

  /** What a route of Micronaut's answers when it can't answer what was asked. */
  static Problem ofRoute(int code) {
    var status = HttpResponseStatus.valueOf(code);
    return switch (code) {
      case 404 -> counted(status, "not-found", "There is nothing at this path.");
      case 405 ->
          counted(
              status,
              "method",
              "This path does not take this method. The header Allow names those it takes.");
      case 406 ->
          counted(status, "accept", "What is at this path has no type that Accept asks for.");
      case 413 -> counted(status, "body-too-large", "This path takes no body of this size.");
      case 415 ->
          counted(status, "content-type", "This path does not take a body of this Content-Type.");
      default ->
          counted(
              status,
              "http-" + code,
              status.codeClass() == HttpStatusClass.SERVER_ERROR
                  ? "The server failed to answer; what went wrong is in its log."
                  : "The request is not one that this path can answer.");
    };
  }
}
