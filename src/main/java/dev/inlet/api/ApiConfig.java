package dev.inlet.api;

import dev.inlet.event.EventLimits;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * How much one request may bring.
 *
 * @param bodyBytesMax bytes of a body after decompression
 * @param eventsMax events of one body
 * @param eventBytesMax bytes of one event, without the white space between its tokens
 * @param arrivalMax how long its headers may take to arrive, and then its body
 */
@ConfigurationProperties("inlet.api")
public record ApiConfig(
    @Bindable(defaultValue = "1048576") @Min(1024) @Max(16 << 20) int bodyBytesMax,
    @Bindable(defaultValue = "5000") @Min(1) @Max(100_000) int eventsMax,
    @Bindable(defaultValue = "262144") @Min(256) @Max(900 << 10) int eventBytesMax,
    @Bindable(defaultValue = "10s") @NotNull Duration arrivalMax) {

  EventLimits limits() {
    return new EventLimits(eventsMax, eventBytesMax, linesBytesMax());
  }

  /** Lines repeat what a body says once, so together they can be larger than it, up to this. */
  int linesBytesMax() {
    return 4 * bodyBytesMax;
  }
}
