package dev.inlet.api;

import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * Takes the place of a request that is not HTTP as it should be. Nothing that follows it on its
 * connection can be trusted, so it is answered and the connection is closed.
 */
record Malformed(HttpResponseStatus status, String code, String detail) {
  /** Whether it only did not arrive in time. */
  boolean isDelay() {
    return status.equals(HttpResponseStatus.REQUEST_TIMEOUT);
  }

  static Malformed badRequest(String code, String detail) {
    return new Malformed(HttpResponseStatus.BAD_REQUEST, code, detail);
  }
}
