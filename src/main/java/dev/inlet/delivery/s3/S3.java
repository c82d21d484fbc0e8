package dev.inlet.delivery.s3;

import dev.inlet.delivery.Copies;
import dev.inlet.delivery.RawObjects;
import dev.inlet.delivery.Sink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Amazon S3, as the AWS variables of the environment describe it.
 *
 * <p>It is connected to at the first call, so that a process whose AWS variables are wrong starts
 * all the same, keeps what it is sent, and says what is wrong.
 */
public final class S3 implements AutoCloseable {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

  /** How long nothing may move on a connection; an object may take any time. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  private final Supplier<S3AsyncClient> connect;
  private @Nullable S3AsyncClient client;

  public S3() {
    this(S3::connected);
  }

  S3(Supplier<S3AsyncClient> connect) {
    this.connect = connect;
  }

  /** The SDK's own retries are off: a shipper has a better idea of when to try again. */
  private static S3AsyncClient connected() {
    return S3AsyncClient.builder()
        .httpClientBuilder(
            NettyNioAsyncHttpClient.builder()
                .connectionTimeout(CONNECT_MAX)
                .connectionAcquisitionTimeout(SILENCE_MAX)
                .readTimeout(SILENCE_MAX)
                .writeTimeout(SILENCE_MAX))
        .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .forcePathStyle(isElsewhere())
        .build();
  }

  /** Whether it is another server than AWS's own, where a bucket has no host of its own. */
  private static boolean isElsewhere() {
    return Stream.of(
            System.getenv("AWS_ENDPOINT_URL"),
            System.getenv("AWS_ENDPOINT_URL_S3"),
            System.getProperty("aws.endpointUrl"),
            System.getProperty("aws.endpointUrlS3"))
        .anyMatch(url -> url != null && !url.isBlank());
  }

  /**
   * A sink that writes to this bucket.
   *
   * @param folder where objects are kept until they are there
   */
  public Sink sink(S3Config config, Path folder) {
    return new S3Sink(this, config, new Parcels(folder));
  }

  /** The objects of this bucket. */
  public RawObjects objects(S3Config config) {
    return new S3Objects(this, config);
  }

  /** Copies below the prefix of this bucket; closing them closes the connection. */
  public Copies copies(S3Config config) {
    return new S3Copies(this, config);
  }

  /** Puts an object, whose content S3 holds against the checksum that was taken as it was made. */
  CompletableFuture<?> put(String bucket, String key, Parcel parcel) {
    var request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .contentLength(parcel.tally().objectBytes())
            .checksumCRC32C(parcel.checksum());
    if (!parcel.complete()) {
      request.ifNoneMatch("*");
    }
    return client().putObject(request.build(), AsyncRequestBody.fromFile(parcel.file()));
  }

  synchronized S3AsyncClient client() {
    var connected = client == null ? connect.get() : client;
    client = connected;
    return connected;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }
}
