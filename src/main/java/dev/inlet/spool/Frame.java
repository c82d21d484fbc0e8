package dev.inlet.spool;

import java.nio.ByteBuffer;

/**
 * The lines of one append, as they are kept.
 *
 * @param first the sequence of its first line
 * @param count how many lines it holds; the last has the sequence {@code first + count - 1}
 * @param receivedAtMillis when they were received, in milliseconds of the epoch
 * @param lines the lines, each ended by a line feed; valid until the next frame is read
 */
public record Frame(long first, int count, long receivedAtMillis, ByteBuffer lines) {
  public long last() {
    return first + count - 1;
  }
}
