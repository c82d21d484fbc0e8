package dev.inlet.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the write key where clients put it. */
public final class Credentials {
  private static final String WRITE_KEY_HEADER = "X-Write-Key";
  private static final String WRITE_KEY = "writeKey";
  private static final String BASIC = "Basic ";
  private static final String BEARER = "Bearer ";

  private Credentials() {}

  /** The key of a request without a body: of its headers, else of its query, else null. */
  public static @Nullable String of(HttpRequest<?> request) {
    var headers = request.getHeaders();
    var key = of(headers.get(HttpHeaders.AUTHORIZATION), headers.get(WRITE_KEY_HEADER));
    return key == null ? ofQuery(request.getUri().toString()) : key;
  }

  /** The key of {@code Authorization}, else of {@code X-Write-Key}, else null. */
  static @Nullable String ofHeaders(io.netty.handler.codec.http.HttpHeaders headers) {
    return of(headers.get(HttpHeaderNames.AUTHORIZATION), headers.get(WRITE_KEY_HEADER));
  }

  private static @Nullable String of(@Nullable String authorization, @Nullable String writeKey) {
    if (authorization != null) {
      if (startsWith(authorization, BASIC)) {
        return userOf(authorization.substring(BASIC.length()).strip());
      }
      if (startsWith(authorization, BEARER)) {
        return authorization.substring(BEARER.length()).strip();
      }
    }
    return writeKey;
  }

  private static boolean startsWith(String value, String scheme) {
    return value.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  /** The user of a Basic pair, which is where a key travels; a pair that is none is no key. */
  private static String userOf(String encoded) {
    try {
      var pair = new String(Base64.getDecoder().decode(encoded), UTF_8);
      var colon = pair.indexOf(':');
      return colon < 0 ? pair : pair.substring(0, colon);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }

  static @Nullable String ofQuery(String uri) {
    if (uri.indexOf('?') < 0) {
      return null;
    }
    try {
      var values = new QueryStringDecoder(uri).parameters().getOrDefault(WRITE_KEY, List.of());
      return values.isEmpty() ? null : values.get(0);
    } catch (IllegalArgumentException notEncoded) {
      return null;
    }
  }
}
