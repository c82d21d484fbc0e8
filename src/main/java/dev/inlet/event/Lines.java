package dev.inlet.event;

/**
 * Encoded records, each ended by a line feed.
 *
 * @param bytes holds them from index 0; valid until the reader that made them reads again
 * @param length how many bytes of it are theirs
 * @param count how many lines they are
 */
@SuppressWarnings("ArrayRecordComponent")
public record Lines(byte[] bytes, int length, int count) {}
