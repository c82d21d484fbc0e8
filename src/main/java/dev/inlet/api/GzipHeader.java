package dev.inlet.api;

/** The header of a gzip member (RFC 1952). */
final class GzipHeader {
  private static final int FIXED_BYTES = 10;
  private static final int DEFLATE_METHOD = 8;
  private static final int HAS_HEADER_CRC = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int RESERVED = 0xE0;

  private GzipHeader() {}

  /** Where the header that starts here ends, or -1 when there is none. */
  static int end(byte[] bytes, int from, int to) {
    if (to - from < FIXED_BYTES
        || (bytes[from] & 0xFF) != 0x1F
        || (bytes[from + 1] & 0xFF) != 0x8B
        || bytes[from + 2] != DEFLATE_METHOD
        || (bytes[from + 3] & RESERVED) != 0) {
      return -1;
    }
    var flags = bytes[from + 3];
    int at = from + FIXED_BYTES;
    if ((flags & HAS_EXTRA) != 0) {
      at = at + 2 > to ? -1 : at + 2 + (bytes[at] & 0xFF) + ((bytes[at + 1] & 0xFF) << 8);
    }
    if ((flags & HAS_NAME) != 0) {
      at = afterZero(bytes, at, to);
    }
    if ((flags & HAS_COMMENT) != 0) {
      at = afterZero(bytes, at, to);
    }
    if ((flags & HAS_HEADER_CRC) != 0 && at >= 0) {
      at += 2;
    }
    return at > to ? -1 : at;
  }

  private static int afterZero(byte[] bytes, int from, int to) {
    if (from < 0) {
      return -1;
    }
    for (int i = from; i < to; i++) {
      if (bytes[i] == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  static int littleEndian(byte[] bytes, int at) {
    return (bytes[at] & 0xFF)
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | (bytes[at + 3] & 0xFF) << 24;
  }
}
