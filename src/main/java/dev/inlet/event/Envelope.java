package dev.inlet.event;

import org.jspecify.annotations.Nullable;

/**
 * What the server knows about a request: it goes into each of its lines.
 *
 * @param requestId a UUIDv7; ids of lines follow from it
 * @param receivedAtMillis when the request arrived, in milliseconds of the epoch
 * @param source the name of the write key; null when no keys are configured
 * @param idempotencyKey the client's own id of the request, from which the ids of its lines follow
 *     when it is there
 * @param ip the client's address, when the configuration says to keep it
 * @param userAgent the client's program, when the configuration says to keep it
 */
public record Envelope(
    String requestId,
    long receivedAtMillis,
    @Nullable String source,
    @Nullable String idempotencyKey,
    @Nullable String ip,
    @Nullable String userAgent) {}
