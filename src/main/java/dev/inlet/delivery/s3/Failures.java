package dev.inlet.delivery.s3;

import dev.inlet.delivery.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Tells what time heals from what someone must change, and what. */
final class Failures {
  private static final int MOVED = 301;
  private static final int FORBIDDEN = 403;
  private static final int PRECONDITION_FAILED = 412;

  private static final Set<String> OF_CONTENT =
      Set.of("BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch", "IncompleteBody");

  private Failures() {}

  /** Whether an object was to be written only if there was none, and there is one. */
  static boolean isThereAlready(Throwable failure) {
    return failure instanceof S3Exception refused && refused.statusCode() == PRECONDITION_FAILED;
  }

  /** Whether what arrived is not what was meant, so that it is better made anew. */
  static boolean isOfContent(Throwable failure) {
    return failure instanceof S3Exception refused && OF_CONTENT.contains(code(refused));
  }

  static Outcome ofDisk(IOException failure) {
    return new Outcome.Unavailable("cannot keep an object until it is sent: " + failure);
  }

  static Outcome outcome(Throwable failure, S3Config config) {
    return failure instanceof S3Exception refused
        ? answered(refused, config)
        : unanswered(failure, config);
  }

  private static Outcome answered(S3Exception refused, S3Config config) {
    var what = "S3 answered %d %s".formatted(refused.statusCode(), code(refused));
    return switch (code(refused)) {
      case "NoSuchBucket" ->
          misconfigured(
              what,
              "there is no bucket '%s': create it, or name another in INLET_S3_BUCKET"
                  .formatted(config.bucket()));
      case "InvalidBucketName" ->
          misconfigured(
              what,
              "no bucket can be called '%s': correct INLET_S3_BUCKET".formatted(config.bucket()));
      case "AccessDenied", "AllAccessDisabled", "AccountProblem" -> denied(what, config);
      case "InvalidAccessKeyId", "InvalidToken", "TokenRefreshRequired" ->
          misconfigured(
              what,
              "the access key is not known: correct AWS_ACCESS_KEY_ID and AWS_SESSION_TOKEN, or"
                  + " the role of this machine");
      case "SignatureDoesNotMatch" ->
          misconfigured(
              what, "the secret does not belong to the access key: correct AWS_SECRET_ACCESS_KEY");
      case "ExpiredToken" -> misconfigured(what, "the credentials have expired: renew them");
      case "RequestTimeTooSkewed" ->
          misconfigured(what, "the clock of this machine is wrong: set it");
      case "PermanentRedirect",
          "TemporaryRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException" ->
          elsewhere(what, config);
      case "KMS.DisabledException",
          "KMS.InvalidStateException",
          "KMS.KMSInvalidStateException",
          "KMS.NotFoundException",
          "KMS.InvalidKeyUsageException" ->
          misconfigured(
              what,
              "the key that encrypts the bucket '%s' can't be used: enable it"
                  .formatted(config.bucket()));
      default -> byStatus(refused, what, config);
    };
  }

  /** What says nothing in its body, as proxies do, is still known by its status. */
  private static Outcome byStatus(S3Exception refused, String what, S3Config config) {
    return switch (refused.statusCode()) {
      case MOVED -> elsewhere(what, config);
      case FORBIDDEN -> denied(what, config);
      default -> new Outcome.Unavailable(what);
    };
  }

  private static Outcome denied(String what, S3Config config) {
    return misconfigured(
        what,
        "it may not be written to: allow s3:PutObject on arn:aws:s3:::%s/%s*, and the use of the"
                .formatted(config.bucket(), config.prefix())
            + " bucket's KMS key if it has one");
  }

  private static Outcome elsewhere(String what, S3Config config) {
    return misconfigured(
        what,
        "the bucket '%s' is in another region: set AWS_REGION to its region"
            .formatted(config.bucket()));
  }

  private static Outcome unanswered(Throwable failure, S3Config config) {
    var message = String.valueOf(failure.getMessage());
    if (message.contains("Unable to load region")) {
      return new Outcome.Misconfigured(
          "no region is named: set AWS_REGION to the region of the bucket '%s'"
              .formatted(config.bucket()));
    }
    if (message.contains("Unable to load credentials")) {
      return new Outcome.Misconfigured(
          "there are no AWS credentials: give this machine a role, or set AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY");
    }
    return new Outcome.Unavailable("cannot reach S3: " + why(root(failure)));
  }

  private static String why(Throwable root) {
    return switch (root) {
      case UnknownHostException unknown ->
          ("no address is known of '%s': check the network and its DNS, AWS_REGION, and"
                  + " AWS_ENDPOINT_URL if it is set")
              .formatted(unknown.getMessage());
      case ConnectException refused ->
          "%s: check the network, and AWS_ENDPOINT_URL if it is set"
              .formatted(refused.getMessage());
      case SSLException insecure ->
          "no secure connection can be made (%s): check the clock and the proxy"
              .formatted(insecure.getMessage());
      case CancellationException ended -> "the call was given up, as the process ends";
      default ->
          "%s; if this lasts, check the network, a proxy on the way, and AWS_ENDPOINT_URL if it is set"
              .formatted(Objects.requireNonNullElse(root.getMessage(), root.getClass().getName()));
    };
  }

  private static Throwable root(Throwable failure) {
    var root = failure;
    for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root;
  }

  private static Outcome misconfigured(String what, String toDo) {
    return new Outcome.Misconfigured(toDo + " (" + what + ")");
  }

  private static String code(S3Exception refused) {
    var details = refused.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }
}
