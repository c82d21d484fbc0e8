package dev.inlet.spool;

import java.nio.ByteBuffer;

/**
 * A frame: the lines of one append, behind a header.
 *
 * <pre>
 * offset  bytes  what
 *      0      4  CRC32C over the segment's salt, the rest of the header, and the payload
 *      4      4  length of the payload
 *      8      4  flags: 1 is BATCH_START
 *     12      4  count of lines
 *     16      8  sequence of the first line
 *     24      8  when they were received, in milliseconds of the epoch
 *     32         payload
 * </pre>
 *
 * <p>The first frame of each group carries BATCH_START, and a group is written only after the one
 * before it is synced. So a whole BATCH_START frame proves that all before it was on disk: what is
 * bad there has rotted. Bad bytes with none after them are a tail that was torn, and acknowledged
 * to nobody.
 */
final class FrameFormat {
  static final int HEADER_BYTES = 32;
  static final int BATCH_START = 1;

  private static final int LENGTH_AT = 4;
  private static final int FLAGS_AT = 8;
  private static final int COUNT_AT = 12;
  private static final int SEQUENCE_AT = 16;
  private static final int RECEIVED_AT = 24;

  private FrameFormat() {}

  /** Puts a frame that has no place in the log yet; {@link #seal} completes it. */
  static void put(ByteBuffer to, byte[] bytes, int length, int count, long receivedAtMillis) {
    to.putInt(0).putInt(length).putInt(0).putInt(count).putLong(0).putLong(receivedAtMillis);
    to.put(bytes, 0, length);
  }

  static void seal(ByteBuffer in, int at, int flags, long sequence, long salt, Checksum checksum) {
    in.putInt(at + FLAGS_AT, flags).putLong(at + SEQUENCE_AT, sequence);
    in.putInt(at, sum(in, at, salt, checksum));
  }

  static int bytes(ByteBuffer in, int at) {
    return HEADER_BYTES + in.getInt(at + LENGTH_AT);
  }

  static int count(ByteBuffer in, int at) {
    return in.getInt(at + COUNT_AT);
  }

  static long sequence(ByteBuffer in, int at) {
    return in.getLong(at + SEQUENCE_AT);
  }

  static long receivedAtMillis(ByteBuffer in, int at) {
    return in.getLong(at + RECEIVED_AT);
  }

  static boolean startsBatch(ByteBuffer in, int at) {
    return in.getInt(at + FLAGS_AT) == BATCH_START;
  }

  /** Whether these 32 bytes can be the header of a frame that ends before {@code room} bytes. */
  static boolean isPlausible(ByteBuffer in, int at, long room, long sequenceMin) {
    int length = in.getInt(at + LENGTH_AT);
    int count = count(in, at);
    return length > 0
        && length <= room - HEADER_BYTES
        && (in.getInt(at + FLAGS_AT) & ~BATCH_START) == 0
        && count > 0
        && count <= length
        && sequence(in, at) >= sequenceMin;
  }

  static boolean isWhole(ByteBuffer in, int at, long salt, Checksum checksum) {
    return in.getInt(at) == sum(in, at, salt, checksum);
  }

  static Frame frame(ByteBuffer in, int at) {
    var lines = in.slice(at + HEADER_BYTES, in.getInt(at + LENGTH_AT)).asReadOnlyBuffer();
    return new Frame(sequence(in, at), count(in, at), receivedAtMillis(in, at), lines);
  }

  /** Moves the buffer's bounds for a while: a slice for each frame would be garbage for each. */
  private static int sum(ByteBuffer in, int at, long salt, Checksum checksum) {
    int position = in.position();
    int limit = in.limit();
    in.limit(at + bytes(in, at)).position(at + LENGTH_AT);
    int sum = checksum.of(salt, in);
    in.limit(limit).position(position);
    return sum;
  }
}
