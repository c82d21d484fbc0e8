package dev.inlet.delivery;

/**
 * A batch that was delivered.
 *
 * @param key where it went below {@code raw/}
 * @param atMillis when, in milliseconds of the epoch
 */
public record Shipment(String key, long atMillis, Tally tally) {}
