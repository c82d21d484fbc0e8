package dev.inlet.api;

import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/**
 * Gives the errors of Micronaut's own routes the shape of ours.
 *
 * <p>Only the status is taken over: Micronaut's words repeat what the request held, and name
 * classes.
 */
@Singleton
final class RouteProblems implements ErrorResponseProcessor<byte[]> {
  @Override
  public MutableHttpResponse<byte[]> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    var body = Problem.ofRoute(response.code()).json();
    return response.body(body).contentType(Problem.MEDIA_TYPE).contentLength(body.length);
  }
}
