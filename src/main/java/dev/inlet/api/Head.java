package dev.inlet.api;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a request to one of our calls says.
 *
 * @param contentLength as declared; -1 when it is not
 * @param key the key that the headers carry, if they do
 * @param queryKey the key that the query carries, which counts after the body's
 */
record Head(
    Route route,
    long contentLength,
    List<String> contentTypes,
    List<String> contentEncodings,
    List<String> idempotencyKeys,
    @Nullable String key,
    @Nullable String queryKey,
    @Nullable String userAgent) {

  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  static Head of(Route route, HttpRequest request) {
    var headers = request.headers();
    return new Head(
        route,
        HttpUtil.getContentLength(request, -1L),
        headers.getAll(HttpHeaderNames.CONTENT_TYPE),
        headers.getAll(HttpHeaderNames.CONTENT_ENCODING),
        headers.getAll(IDEMPOTENCY_KEY),
        Credentials.ofHeaders(headers),
        Credentials.ofQuery(request.uri()),
        headers.get(HttpHeaderNames.USER_AGENT));
  }

  /** The client's own id of the request, or null. */
  @Nullable String idempotencyKey() {
    return idempotencyKeys.isEmpty() ? null : idempotencyKeys.get(0);
  }
}
