package dev.inlet.delivery.s3;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;

/**
 * Where in S3 objects go.
 *
 * @param bucket its name; empty when lines are not delivered to S3
 * @param prefix what keys start with; a slash ends it, if there is one at all
 */
@ConfigurationProperties("inlet.s3")
public record S3Config(
    @Pattern(
            regexp = "|[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
            message =
                "a name of a bucket has 3 to 63 lower-case letters, digits, '-' and '.'; it is"
                    + " neither an ARN nor a URL")
        @Bindable(defaultValue = "")
        String bucket,
    @Pattern(regexp = "|[^/].{0,511}", message = "it must not start with '/'")
        @Bindable(defaultValue = "")
        String prefix) {
  /** A line may wait longer than for a folder, as each object is a call that is paid for. */
  public static final Duration LINGER_MAX = Duration.ofSeconds(60);

  public S3Config {
    prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
  }

  /** The key in the bucket, which is laid out as the lake folder is. */
  String key(String keyOfBatch) {
    return prefix + "raw/" + keyOfBatch;
  }

  /** What the S3 command line takes. */
  public String url() {
    return "s3://" + bucket + "/" + prefix;
  }
}
