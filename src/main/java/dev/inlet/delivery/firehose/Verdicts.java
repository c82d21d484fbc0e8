package dev.inlet.delivery.firehose;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * Reads the faults of Firehose: what heals with time, what someone must change, and what is wrong
 * with the content. Anything that is not listed counts as unavailable, so that nothing is lost to
 * an error that nobody knew.
 */
final class Verdicts {
  private static final String CREDENTIALS =
      "; check the credentials of the process (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or its"
          + " role)";
  private static final Duration RETRY_AFTER_MAX = Duration.ofMinutes(5);

  private Verdicts() {}

  /** Reads why a whole call failed. */
  static Verdict of(Throwable failure, String stream) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case AwsServiceException e -> {
          return of(code(e.awsErrorDetails()), e.statusCode(), message(e), retryAfter(e), stream);
        }
        case ApiCallTimeoutException e -> {
          return timedOut(stream);
        }
        case ApiCallAttemptTimeoutException e -> {
          return timedOut(stream);
        }
        case TimeoutException e -> {
          return timedOut(stream);
        }
        case UnknownHostException e -> {
          return new Verdict.Unavailable(
              ("the address of Firehose is not known (%s); check the network and its DNS, and that"
                      + " AWS_REGION is a region that has Firehose")
                  .formatted(e.getMessage()),
              Duration.ZERO);
        }
        case ConnectException e -> {
          return new Verdict.Unavailable(
              "Firehose can't be reached (%s); check the network, and AWS_ENDPOINT_URL if it is set"
                  .formatted(e.getMessage()),
              Duration.ZERO);
        }
        case SSLException e -> {
          return new Verdict.Unavailable(
              "no secure connection to Firehose can be made (%s); check the clock and the proxy"
                  .formatted(e.getMessage()),
              Duration.ZERO);
        }
        case CancellationException e -> {
          return new Verdict.Unknown("the call was given up, as the process ends");
        }
        default -> {}
      }
    }
    return ofClient(failure, stream);
  }

  /** Reads the code of an entry of an answer whose call was taken. */
  static Verdict ofRecord(String code, @Nullable String message, String stream) {
    return of(code, 0, String.valueOf(message), Duration.ZERO, stream);
  }

  static Verdict of(String code, int status, String message, Duration notBefore, String stream) {
    return switch (code) {
      case "ThrottlingException",
          "Throttling",
          "ThrottledException",
          "RequestThrottled",
          "RequestThrottledException",
          "RequestLimitExceeded",
          "TooManyRequestsException",
          "LimitExceededException",
          "ProvisionedThroughputExceededException",
          "SlowDown",
          "ServiceUnavailableException" ->
          new Verdict.Throttled(
              "the stream %s takes no more now (%s)".formatted(stream, code), notBefore);
      case "InvalidArgumentException" ->
          isOtherSource(message) ? otherSource(stream) : new Verdict.Refused(message);
      case "ResourceNotFoundException" ->
          new Verdict.Misconfigured(
              ("there is no stream %s in this account and region; create it, or correct"
                      + " INLET_FIREHOSE_STREAMS, INLET_FIREHOSE_REJECTED_STREAM or AWS_REGION")
                  .formatted(stream));
      case "InvalidSourceException" -> otherSource(stream);
      case "AccessDeniedException", "AccessDenied", "NotAuthorized", "OptInRequired" ->
          new Verdict.Misconfigured(
              ("may not write to the stream %s (%s); allow firehose:PutRecordBatch on it to the"
                      + " role of the process")
                  .formatted(stream, code));
      case "UnrecognizedClientException", "InvalidClientTokenId", "AuthFailure" ->
          new Verdict.Misconfigured(
              "AWS does not know the access key (%s)".formatted(code) + CREDENTIALS);
      case "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "IncompleteSignatureException",
          "IncompleteSignature",
          "RequestExpired" ->
          isOtherRegion(message)
              ? new Verdict.Misconfigured(
                  "the calls are signed for another region than the one of AWS_ENDPOINT_URL; correct"
                      + " AWS_REGION")
              : new Verdict.Misconfigured(
                  "AWS refuses the signature (%s); the secret key is wrong, or the machine's clock"
                          .formatted(code)
                      + CREDENTIALS);
      case "ExpiredTokenException", "ExpiredToken" ->
          new Verdict.Misconfigured("the session token has expired" + CREDENTIALS);
      case "MissingAuthenticationToken", "MissingAuthenticationTokenException" ->
          new Verdict.Misconfigured("the call was not signed" + CREDENTIALS);
      default -> ofUnlisted(code, status, notBefore, stream);
    };
  }

  private static Verdict ofUnlisted(String code, int status, Duration notBefore, String stream) {
    if (code.startsWith("KMS") || code.equals("InvalidKMSResourceException")) {
      return new Verdict.Misconfigured(
          "the KMS key of the stream %s can't be used (%s); enable it, and let Firehose use it"
              .formatted(stream, code));
    }
    if (status == 429) {
      return new Verdict.Throttled(
          "the stream %s takes no more now (status 429)".formatted(stream), notBefore);
    }
    if (status == 403) {
      return new Verdict.Misconfigured(
          "AWS refuses the call to the stream %s (%s, status 403)".formatted(stream, code)
              + CREDENTIALS);
    }
    return new Verdict.Unavailable(
        "the stream %s does not answer as it should (%s, status %d)"
            .formatted(stream, code, status),
        notBefore);
  }

  /** Reads what the SDK itself refuses; its messages are all there is to tell it by. */
  private static Verdict ofClient(Throwable failure, String stream) {
    var cause = unwrapped(failure);
    var message = String.valueOf(cause.getMessage());
    if (message.contains("Unable to load region")) {
      return new Verdict.Misconfigured(
          "no AWS region is configured; set AWS_REGION to the region of the stream " + stream);
    }
    if (message.contains("Unable to load credentials")) {
      return new Verdict.Misconfigured(
          "no AWS credentials were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give"
              + " the machine a role");
    }
    if (message.contains("AWS_ENDPOINT_URL") || message.contains("endpointOverride")) {
      return new Verdict.Misconfigured(
          "AWS_ENDPOINT_URL is not a URL; correct it, or leave it out for AWS itself");
    }
    return new Verdict.Unknown(
        ("the call to the stream %s failed (%s); if this lasts, check the network, a proxy on the way,"
                + " and AWS_ENDPOINT_URL if it is set")
            .formatted(stream, cause.getClass().getName()));
  }

  private static Throwable unwrapped(Throwable failure) {
    var cause = failure.getCause();
    boolean wraps = failure instanceof CompletionException || failure instanceof ExecutionException;
    return wraps && cause != null ? unwrapped(cause) : failure;
  }

  private static Verdict timedOut(String stream) {
    return new Verdict.Unknown("the stream %s did not answer in time".formatted(stream));
  }

  private static boolean isOtherRegion(String message) {
    return message.contains("scoped to a valid region");
  }

  private static boolean isOtherSource(String message) {
    return message.contains("AsSource");
  }

  private static Verdict otherSource(String stream) {
    return new Verdict.Misconfigured(
        "the stream %s has another source; make one whose source is Direct PUT".formatted(stream));
  }

  private static String code(@Nullable AwsErrorDetails details) {
    return details == null || details.errorCode() == null ? "no code" : details.errorCode();
  }

  private static String message(AwsServiceException e) {
    var details = e.awsErrorDetails();
    return details == null ? "" : String.valueOf(details.errorMessage());
  }

  /** Only seconds: Firehose sends no dates. */
  private static Duration retryAfter(AwsServiceException e) {
    var details = e.awsErrorDetails();
    if (details == null || details.sdkHttpResponse() == null) {
      return Duration.ZERO;
    }
    var seconds =
        details
            .sdkHttpResponse()
            .firstMatchingHeader("Retry-After")
            .filter(value -> value.matches("[0-9]{1,9}"))
            .map(Long::parseLong)
            .orElse(0L);
    return Duration.ofSeconds(Math.min(seconds, RETRY_AFTER_MAX.toSeconds()));
  }
}
