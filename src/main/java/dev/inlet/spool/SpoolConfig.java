package dev.inlet.spool;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * How large a spool may grow.
 *
 * @param bytesMax bytes on disk, from which on it is full
 * @param segmentBytes bytes of one segment file
 * @param segmentAgeMax how long a segment is written to, so that no delivered line stays for longer
 * @param freeBytesMin bytes that must stay free on its volume
 * @param inFlightBytesMax bytes that may wait in memory for the disk
 */
@ConfigurationProperties("inlet.spool")
public record SpoolConfig(
    @Bindable(defaultValue = "2147483648") @Min(1 << 20) long bytesMax,
    @Bindable(defaultValue = "67108864") @Min(64 << 10) @Max(1 << 30) long segmentBytes,
    @Bindable(defaultValue = "1h") @NotNull Duration segmentAgeMax,
    @Bindable(defaultValue = "536870912") @Min(0) long freeBytesMin,
    @Bindable(defaultValue = "67108864") @Min(1 << 20) @Max(1 << 30) int inFlightBytesMax) {
  private static final Duration LEAST = Duration.ofSeconds(1);

  public SpoolConfig {
    if (segmentAgeMax.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException("inlet.spool.segment-age-max: it must be 1s or more");
    }
  }
}
