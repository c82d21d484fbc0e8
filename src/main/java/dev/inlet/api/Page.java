package dev.inlet.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A file of this program that browsers load.
 *
 * <p>They may keep it, and ask each time whether it is still the one: so a new version is seen at
 * once, and an old one costs no transfer.
 */
final class Page {
  /** Nothing may come from, or go to, another server. Swagger UI has its styles in line. */
  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final byte[] bytes;
  private final String type;

  /** Weak, because the bytes may be compressed on their way. */
  private final String tag;

  private Page(byte[] bytes, String type) {
    this.bytes = bytes;
    this.type = type;
    this.tag = "W/\"" + Sha256.of(bytes, bytes.length) + '"';
  }

  /** The file of this name on the class path, and the type that it is sent as. */
  static Page of(String resource, String type) {
    try (var in = open(resource)) {
      return new Page(in.readAllBytes(), type);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static InputStream open(String resource) throws IOException {
    var in = Page.class.getClassLoader().getResourceAsStream(resource);
    if (in == null) {
      throw new FileNotFoundException(resource);
    }
    return in;
  }

  HttpResponse<?> answer(HttpRequest<?> request) {
    var known = request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH);
    var response =
        known.stream().anyMatch(tags -> tags.contains(tag))
            ? HttpResponse.notModified()
            : HttpResponse.ok(bytes)
                .header(HttpHeaders.CONTENT_TYPE, type)
                .contentLength(bytes.length);
    return response
        .header(HttpHeaders.ETAG, tag)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff");
  }
}
