package dev.inlet.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;

/**
 * How much of the server one client address may have; 0 for any amount.
 *
 * @param connectionsMax connections at once; behind a trusted proxy, requests at once
 * @param bytesInFlightMax bytes of bodies from their arrival until they are answered
 */
@ConfigurationProperties("inlet.address")
public record AddressConfig(
    @Bindable(defaultValue = "10000") @Min(0) int connectionsMax,
    @Bindable(defaultValue = "67108864") @Min(0) long bytesInFlightMax) {}
