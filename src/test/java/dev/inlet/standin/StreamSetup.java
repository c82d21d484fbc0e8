package dev.inlet.standin;

import java.time.Duration;

/**
 * A delivery stream as Direct PUT that writes to S3, uncompressed.
 *
 * @param prefix of its objects' keys, with Firehose's expressions for the time of arrival
 * @param extension how the keys end
 * @param bufferBytes the size that ends an object
 * @param bufferInterval the age of its oldest record that ends it
 */
public record StreamSetup(
    String name,
    String bucket,
    String prefix,
    String extension,
    int bufferBytes,
    Duration bufferInterval,
    Quota quota) {
  public StreamSetup withQuota(Quota newQuota) {
    return new StreamSetup(name, bucket, prefix, extension, bufferBytes, bufferInterval, newQuota);
  }

  public StreamSetup withExtension(String newExtension) {
    return new StreamSetup(name, bucket, prefix, newExtension, bufferBytes, bufferInterval, quota);
  }

  public StreamSetup withBuffer(int newBytes, Duration newInterval) {
    return new StreamSetup(name, bucket, prefix, extension, newBytes, newInterval, quota);
  }
}
