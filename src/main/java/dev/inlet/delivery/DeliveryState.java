package dev.inlet.delivery;

import org.jspecify.annotations.Nullable;

/**
 * A shipper at one moment.
 *
 * @param trouble why nothing is delivered, in words; null when it works
 * @param misconfigured whether the trouble lasts until someone changes the configuration
 * @param lines lines delivered since the start
 * @param lineBytes bytes of these lines
 * @param batches batches delivered since the start
 * @param retries batches that had to be sent again
 * @param objectBytes bytes written for these lines, after compression
 */
public record DeliveryState(
    @Nullable String trouble,
    boolean misconfigured,
    long lines,
    long lineBytes,
    long batches,
    long retries,
    long objectBytes) {}
