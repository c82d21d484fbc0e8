package dev.inlet.standin;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkClientBuilder;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;

/** AWS's own clients, which try once. */
public record Clients(URI endpoint, String region, String accessKeyId, String secretAccessKey) {
  /** One for all: each of them takes seconds to close. */
  private static final SdkAsyncHttpClient HTTP =
      NettyNioAsyncHttpClient.builder().readTimeout(Duration.ofSeconds(20)).build();

  public static Clients of(StandIn standIn) {
    var setup = standIn.setup();
    return new Clients(
        standIn.endpoint(), setup.region(), setup.accessKeyId(), setup.secretAccessKey());
  }

  public Clients withRegion(String newRegion) {
    return new Clients(endpoint, newRegion, accessKeyId, secretAccessKey);
  }

  public Clients withAccessKeyId(String newKey) {
    return new Clients(endpoint, region, newKey, secretAccessKey);
  }

  public Clients withSecret(String newSecret) {
    return new Clients(endpoint, region, accessKeyId, newSecret);
  }

  public FirehoseAsyncClient firehose() {
    return set(FirehoseAsyncClient.builder()).build();
  }

  public S3AsyncClient s3() {
    return s3Builder().build();
  }

  public S3AsyncClientBuilder s3Builder() {
    return set(S3AsyncClient.builder()).forcePathStyle(true);
  }

  private <B extends AwsAsyncClientBuilder<B, ?>> B set(B builder) {
    var credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey));
    if (builder instanceof SdkClientBuilder<?, ?> sdk) {
      sdk.endpointOverride(endpoint);
      sdk.overrideConfiguration(set -> set.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }
    if (builder instanceof AwsClientBuilder<?, ?> a) {
      a.region(Region.of(region)).credentialsProvider(credentials);
    }
    return builder.httpClient(HTTP);
  }
}
