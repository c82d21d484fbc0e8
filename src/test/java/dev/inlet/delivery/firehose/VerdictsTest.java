package dev.inlet.delivery.firehose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

class VerdictsTest {
  @ParameterizedTest
  @CsvSource({
    "ThrottlingException, 400, Throttled, takes no more now",
    "ServiceUnavailableException, 500, Throttled, takes no more now",
    "LimitExceededException, 400, Throttled, takes no more now",
    "NobodyKnows, 429, Throttled, status 429",
    "InternalFailure, 500, Unavailable, status 500",
    "ServiceUnavailable, 503, Unavailable, status 503",
    "NobodyKnows, 400, Unavailable, NobodyKnows",
    "SerializationException, 400, Unavailable, SerializationException",
    "InvalidArgumentException, 400, Refused, no",
    "ResourceNotFoundException, 400, Misconfigured, there is no stream clicks",
    "InvalidSourceException, 400, Misconfigured, Direct PUT",
    "AccessDeniedException, 400, Misconfigured, allow firehose:PutRecordBatch",
    "UnrecognizedClientException, 400, Misconfigured, does not know the access key",
    "InvalidSignatureException, 400, Misconfigured, the secret key is wrong",
    "ExpiredTokenException, 400, Misconfigured, has expired",
    "MissingAuthenticationTokenException, 403, Misconfigured, not signed",
    "InvalidKMSResourceException, 400, Misconfigured, KMS key",
    "KMSAccessDeniedException, 400, Misconfigured, KMS key",
    "NobodyKnows, 403, Misconfigured, status 403",
  })
  void readsTheCodeOfACall(String code, int status, String verdict, String reason) {
    var read = of(FakeClient.failure(code, status, "no", Duration.ZERO));

    assertThat(read.getClass().getSimpleName()).isEqualTo(verdict);
    assertThat(read.toString()).contains(reason);
  }

  @ParameterizedTest
  @MethodSource
  void readsWhatHasNoCode(Throwable failure, String verdict, String reason) {
    var read = of(new ExecutionException(new CompletionException(failure)));

    assertThat(read.getClass().getSimpleName()).isEqualTo(verdict);
    assertThat(read.toString()).contains(reason);
  }

  static Stream<Arguments> readsWhatHasNoCode() {
    return Stream.of(
        Arguments.of(ApiCallTimeoutException.create(30), "Unknown", "did not answer in time"),
        Arguments.of(client(new IOException("reset")), "Unknown", "failed"),
        Arguments.of(new CancellationException(), "Unknown", "given up"),
        Arguments.of(new IllegalStateException("a bug"), "Unknown", "IllegalStateException"),
        Arguments.of(
            client(new UnknownHostException("firehose.eu-wst-1.amazonaws.com")),
            "Unavailable",
            "eu-wst-1.amazonaws.com); check the network and its DNS, and that AWS_REGION"),
        Arguments.of(
            client(new ConnectException("refused")),
            "Unavailable",
            "AWS_ENDPOINT_URL if it is set"),
        Arguments.of(
            SdkClientException.create("Unable to load region from any of the providers"),
            "Misconfigured",
            "set AWS_REGION"),
        Arguments.of(
            SdkClientException.create("Unable to load credentials from any of the providers"),
            "Misconfigured",
            "set AWS_ACCESS_KEY_ID"));
  }

  @Test
  void readsRetryAfter() {
    assertThat(of(FakeClient.failure("NobodyKnows", 503, "no", Duration.ofSeconds(3))))
        .isInstanceOfSatisfying(
            Verdict.Unavailable.class,
            verdict -> assertThat(verdict.notBefore()).isEqualTo(Duration.ofSeconds(3)));
  }

  @Test
  void believesNoRetryAfterOfHours() {
    assertThat(of(FakeClient.failure("ThrottlingException", 400, "no", Duration.ofHours(9))))
        .isInstanceOfSatisfying(
            Verdict.Throttled.class,
            verdict -> assertThat(verdict.notBefore()).isEqualTo(Duration.ofMinutes(5)));
  }

  @Test
  void doesNotBlameTheContentForAStreamWithAnotherSource() {
    var message = "This operation is not permitted on KinesisStreamAsSource delivery stream type.";

    assertThat(of(FakeClient.failure("InvalidArgumentException", 400, message, Duration.ZERO)))
        .isInstanceOf(Verdict.Misconfigured.class);
  }

  private static Verdict of(Throwable failure) {
    return Verdicts.of(failure, "clicks");
  }

  private static SdkClientException client(Throwable cause) {
    return SdkClientException.create("Unable to execute HTTP request", cause);
  }
}
