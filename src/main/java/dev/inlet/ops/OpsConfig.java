package dev.inlet.ops;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * How a process ends.
 *
 * @param drainMax how long the end may take to deliver what is kept
 */
@ConfigurationProperties("inlet")
public record OpsConfig(@Bindable(defaultValue = "20s") @NotNull Duration drainMax) {}
