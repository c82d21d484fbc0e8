package dev.inlet.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A file of this program that the page loads. */
@SuppressWarnings("ArrayRecordComponent")
record Asset(byte[] bytes, String type) {
  /** The file of this name on the class path, and the type that it is sent as. */
  static Asset of(String resource, String type) {
    try (var in = Asset.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException(resource);
      }
      return new Asset(in.readAllBytes(), type);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  HttpResponse<?> answer(HttpStatus status) {
    return HttpResponse.status(status)
        .body(bytes)
        .header(HttpHeaders.CONTENT_TYPE, type)
        .contentLength(bytes.length);
  }
}
