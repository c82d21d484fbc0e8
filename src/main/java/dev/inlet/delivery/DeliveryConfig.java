package dev.inlet.delivery;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/**
 * How batches are cut.
 *
 * @param lingerMax how long a line may wait for others to be delivered with
 * @param objectBytesMax bytes of lines in one object, before compression
 * @param compression how an object is compressed
 */
@ConfigurationProperties("inlet.delivery")
public record DeliveryConfig(
    @NotNull @Bindable(defaultValue = "5s") Duration lingerMax,
    @Positive @Max(OBJECT_BYTES_MAX) @Bindable(defaultValue = "67108864") long objectBytesMax,
    @NotNull @Bindable(defaultValue = "gzip") Compression compression) {
  /** The largest object that S3 takes in one call. */
  static final long OBJECT_BYTES_MAX = 5L << 30;

  /** Batches on the way at once: one is compressed while another is synced. */
  public static final int IN_FLIGHT_MAX = 2;

  private static final Duration LINGER_MAX = Duration.ofHours(1);

  public DeliveryConfig {
    if (lingerMax.isNegative() || lingerMax.compareTo(LINGER_MAX) > 0) {
      throw new IllegalArgumentException("inlet.delivery.linger-max: it takes 0s to 1h");
    }
  }
}
