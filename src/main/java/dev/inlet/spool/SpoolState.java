package dev.inlet.spool;

import org.jspecify.annotations.Nullable;

/**
 * A spool at one moment.
 *
 * @param trouble why it takes nothing, in words; null when it does
 * @param failed whether the trouble lasts until the process is started again
 * @param bytes bytes on disk
 * @param next the sequence of the next line
 * @param delivered the sequence below which all is delivered
 * @param oldestMillis when the oldest line that is not delivered was received; 0 when there is none
 * @param acknowledged lines made durable since the start
 * @param syncs syncs of groups since the start
 * @param syncNanos how long these took together
 * @param damaged records set aside as damaged since the start, as far as they can be counted
 */
public record SpoolState(
    @Nullable String trouble,
    boolean failed,
    long bytes,
    long next,
    long delivered,
    long oldestMillis,
    long acknowledged,
    long syncs,
    long syncNanos,
    long damaged) {}
