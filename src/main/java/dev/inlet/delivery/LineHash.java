package dev.inlet.delivery;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A 64-bit hash of a record: of its id as it is written, and of when it was received.
 *
 * <p>So a line that is delivered twice has the same hash, and one that a client sent twice has
 * another. Of the id, eight bytes at a time are mixed in, little-endian, the last ones filled up
 * with zeros; then the time, in milliseconds of the epoch. The mixer is MurmurHash3's finalizer. It
 * finds what went missing; it does not withstand those who choose ids so that they collide.
 */
public final class LineHash {
  private static final long SEED = 0x9e3779b97f4a7c15L;
  private static final String ID = "{\"id\":\"";
  private static final long LOW_BYTES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LINE_FEEDS = LOW_BYTES * '\n';

  private LineHash() {}

  /** The hash of an id that was received then. */
  public static long of(long idHash, long receivedAtMillis) {
    return mix(idHash ^ mix(receivedAtMillis + SEED));
  }

  /** The hash of the id alone: of these bytes, in a buffer that is little-endian. */
  public static long ofId(ByteBuffer bytes, int from, int to) {
    long hash = SEED + to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = mix(hash ^ bytes.getLong(at));
    }
    long rest = 0;
    for (int shift = 0; at < to; at++, shift += Byte.SIZE) {
      rest |= (bytes.get(at) & 0xffL) << shift;
    }
    return mix(hash ^ rest);
  }

  /** The sum of the hashes of lines that were received together. */
  public static long sum(byte[] lines, long receivedAtMillis) {
    return sum(ByteBuffer.wrap(lines), receivedAtMillis);
  }

  static long sum(ByteBuffer lines, long receivedAtMillis) {
    var bytes = lines.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    long sum = 0;
    for (int start = bytes.position(); start < bytes.limit(); ) {
      int end = lineEnd(bytes, start);
      sum += of(bytes, start, end, receivedAtMillis);
      start = end + 1;
    }
    return sum;
  }

  /** The hash of this line; one without an id is all id. */
  public static long of(byte[] bytes, int start, int end, long receivedAtMillis) {
    var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return of(buffer, start, end, receivedAtMillis);
  }

  private static long of(ByteBuffer bytes, int start, int end, long receivedAtMillis) {
    int idEnd = idEnd(bytes, start, end);
    long id = idEnd < 0 ? ofId(bytes, start, end) : ofId(bytes, idStart(start), idEnd);
    return of(id, receivedAtMillis);
  }

  /** Where the id of a line that starts here begins, if it has one. */
  public static int idStart(int lineStart) {
    return lineStart + ID.length();
  }

  /** Where the id of this line ends; -1 when it does not start with one. */
  public static int idEnd(ByteBuffer bytes, int start, int end) {
    if (end - start < ID.length() + 1) {
      return -1;
    }
    for (int i = 0; i < ID.length(); i++) {
      if (bytes.get(start + i) != ID.charAt(i)) {
        return -1;
      }
    }
    for (int at = start + ID.length(); at < end; at++) {
      byte next = bytes.get(at);
      if (next == '"') {
        return at;
      }
      at += next == '\\' ? 1 : 0;
    }
    return -1;
  }

  private static int lineEnd(ByteBuffer bytes, int from) {
    int at = from;
    for (; at + Long.BYTES <= bytes.limit(); at += Long.BYTES) {
      long word = bytes.getLong(at) ^ LINE_FEEDS;
      long found = (word - LOW_BYTES) & ~word & HIGH_BITS;
      if (found != 0) {
        return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
    }
    while (at < bytes.limit() && bytes.get(at) != '\n') {
      at++;
    }
    return at;
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
