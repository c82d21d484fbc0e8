package dev.inlet.delivery.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.delivery.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class FailuresTest {
  private static final S3Config CONFIG = new S3Config("lake", "app/");

  @ParameterizedTest
  @CsvSource({
    "404, NoSuchBucket, INLET_S3_BUCKET",
    "400, InvalidBucketName, INLET_S3_BUCKET",
    "403, AccessDenied, s3:PutObject on arn:aws:s3:::lake/app/*",
    "403, '', s3:PutObject",
    "403, InvalidAccessKeyId, AWS_ACCESS_KEY_ID",
    "400, InvalidToken, AWS_SESSION_TOKEN",
    "403, SignatureDoesNotMatch, AWS_SECRET_ACCESS_KEY",
    "400, ExpiredToken, renew them",
    "403, RequestTimeTooSkewed, clock",
    "301, PermanentRedirect, AWS_REGION",
    "301, '', AWS_REGION",
    "400, AuthorizationHeaderMalformed, AWS_REGION",
    "400, KMS.DisabledException, the key that encrypts"
  })
  void saysWhatToDoAboutWhatTimeDoesNotHeal(int status, String code, String toDo) {
    assertThat(Failures.outcome(answer(status, code), CONFIG))
        .isInstanceOfSatisfying(
            Outcome.Misconfigured.class,
            misconfigured ->
                assertThat(misconfigured.reason()).contains(toDo, status + " " + code));
  }

  @ParameterizedTest
  @CsvSource({"500, InternalError", "503, SlowDown", "400, BadDigest", "409, OperationAborted"})
  void triesAgainWhatTimeHealsAndWhatItDoesNotKnow(int status, String code) {
    assertThat(Failures.outcome(answer(status, code), CONFIG))
        .isEqualTo(new Outcome.Unavailable("S3 answered %d %s".formatted(status, code)));
  }

  @Test
  void saysThatCredentialsOrTheRegionAreMissing() {
    var noCredentials =
        SdkClientException.create(
            "Unable to load credentials from any of the providers in the chain");
    var noRegion = SdkClientException.create("Unable to load region from any of the providers");

    assertThat(Failures.outcome(noCredentials, CONFIG))
        .isInstanceOfSatisfying(
            Outcome.Misconfigured.class,
            misconfigured -> assertThat(misconfigured.reason()).contains("AWS_ACCESS_KEY_ID"));
    assertThat(Failures.outcome(noRegion, CONFIG))
        .isInstanceOfSatisfying(
            Outcome.Misconfigured.class,
            misconfigured -> assertThat(misconfigured.reason()).contains("AWS_REGION"));
  }

  @Test
  void triesAgainWhenThereIsNoNetwork() {
    var refused = new IOException("sending failed", new ConnectException("Connection refused"));
    var unknown = new IOException("sending failed", new UnknownHostException("s3.example.com"));

    assertThat(Failures.outcome(refused, CONFIG))
        .isEqualTo(
            new Outcome.Unavailable(
                "cannot reach S3: Connection refused: check the network, and AWS_ENDPOINT_URL if it is"
                    + " set"));
    assertThat(Failures.outcome(unknown, CONFIG))
        .isInstanceOfSatisfying(
            Outcome.Unavailable.class,
            unavailable ->
                assertThat(unavailable.reason()).contains("s3.example.com", "AWS_REGION"));
  }

  private static Throwable answer(int status, String code) {
    var details = AwsErrorDetails.builder().errorCode(code).build();
    return S3Exception.builder().statusCode(status).awsErrorDetails(details).build();
  }
}
