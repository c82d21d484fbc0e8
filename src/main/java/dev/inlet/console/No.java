package dev.inlet.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody may not look, as a problem of RFC 9457.
 *
 * @param code stable and machine-readable, in kebab case
 * @param detail what to do about it
 */
record No(HttpStatus status, String code, String detail) {
  static No off(String detail) {
    return new No(HttpStatus.NOT_FOUND, "console-off", detail);
  }

  static No host() {
    return new No(
        HttpStatus.FORBIDDEN,
        "console-host",
        "The Host header names neither loopback nor a host of INLET_CONSOLE_HOSTS"
            + " (inlet.console.hosts). So no web page can reach the console under a name of its own.");
  }

  static No foreign() {
    return new No(
        HttpStatus.FORBIDDEN,
        "console-foreign",
        "This request comes from a page of another origin; only the console's own may do this.");
  }

  static No key() {
    return new No(
        HttpStatus.UNAUTHORIZED,
        "console-key",
        "Send the key of INLET_CONSOLE_KEY as Authorization: Bearer, or log in at /console.");
  }

  static No query(String detail) {
    return new No(HttpStatus.BAD_REQUEST, "query", detail);
  }

  static No crowded(String detail) {
    return new No(HttpStatus.SERVICE_UNAVAILABLE, "crowded", detail);
  }

  static No type(String detail) {
    return new No(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "content-type", detail);
  }

  static No tooLong(String detail) {
    return new No(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "query-too-long", detail);
  }

  static No tooSlow(Duration max) {
    return new No(
        HttpStatus.UNPROCESSABLE_ENTITY,
        "query-too-slow",
        "The query was ended after %d s, which is all it may take (INLET_CONSOLE_QUERY_MAX)."
            .formatted(max.toSeconds()));
  }

  static No failed(String detail) {
    return new No(HttpStatus.INTERNAL_SERVER_ERROR, "query-failed", detail);
  }

  static No noTables() {
    return new No(
        HttpStatus.NOT_FOUND,
        "no-tables",
        "There are no tables yet; 'inlet lake build' makes them.");
  }

  HttpResponse<?> answer() {
    return answer(null);
  }

  /**
   * Answers.
   *
   * @param place where in what was sent something is wrong; null when it is nowhere in particular
   */
  HttpResponse<?> answer(@Nullable TextPlace place) {
    var body =
        Json.object(json -> {
          json.writeStringField("type", "urn:inlet:problem:" + code);
          json.writeStringField("title", status.getReason());
          json.writeNumberField("status", status.getCode());
          json.writeStringField("detail", detail);
          json.writeStringField("code", code);
          json.writeStringField("message", detail);
          if (place != null) {
            json.writeNumberField("position", place.position());
            json.writeNumberField("line", place.line());
            json.writeNumberField("column", place.column());
          }
          json.writeArrayFieldStart("errors");
          json.writeEndArray();
        });
    var response =
        HttpResponse.status(status)
            .body(body)
            .header(HttpHeaders.CONTENT_TYPE, "application/problem+json");
    return status == HttpStatus.UNAUTHORIZED
        ? response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"inlet console\"")
        : response;
  }
}
