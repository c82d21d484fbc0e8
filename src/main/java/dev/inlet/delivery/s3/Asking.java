package dev.inlet.delivery.s3;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Asks S3, and a few times again when it says that it has too much to do or that it failed. */
final class Asking {
  private static final int ATTEMPTS_MAX = 5;
  private static final long PAUSE_MILLIS = 100;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private final S3Config config;

  /**
   * @param config what is asked about
   */
  Asking(S3Config config) {
    this.config = config;
  }

  /** Starts a call. */
  @FunctionalInterface
  interface Call<T> {
    CompletableFuture<T> start();
  }

  <T> T answer(Call<T> call) throws IOException {
    return answer(call, "");
  }

  /**
   * What S3 answers.
   *
   * @param needed what must be allowed for it, with places for the bucket and the prefix
   */
  <T> T answer(Call<T> call, String needed) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.start().join();
      } catch (CompletionException | SdkException e) {
        var cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        if (attempt == ATTEMPTS_MAX || !heals(cause)) {
          throw new IOException(words(cause, needed), e);
        }
        pause(attempt);
      }
    }
  }

  private static boolean heals(Throwable failure) {
    return failure instanceof S3Exception refused
        && (refused.statusCode() >= SERVER_ERROR || refused.statusCode() == TOO_MANY);
  }

  private static void pause(int failures) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS << failures);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", hurried);
    }
  }

  private String words(Throwable failure, String needed) {
    var words = "s3://%s: %s".formatted(config.bucket(), failure.getMessage());
    boolean isForbidden =
        failure instanceof S3Exception refused && refused.statusCode() == FORBIDDEN;
    return isForbidden && !needed.isEmpty()
        ? words + "; allow " + needed.formatted(config.bucket(), config.prefix())
        : words;
  }
}
