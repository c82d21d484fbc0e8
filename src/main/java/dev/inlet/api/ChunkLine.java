package dev.inlet.api;

import io.netty.buffer.ByteBuf;

/** The line before each chunk of a chunked body: its size in hexadecimal, and extensions. */
final class ChunkLine {
  /** The line is not complete yet. */
  static final long MORE = -1;

  /** The line is not as it should be. */
  static final long BAD = -2;

  private static final int LINE_BYTES_MAX = 256;
  private static final int DIGITS_MAX = 8;

  private ChunkLine() {}

  /** The size that the line at the start of these bytes says, or {@link #MORE} or {@link #BAD}. */
  static long size(ByteBuf in) {
    var start = in.readerIndex();
    var length = Math.min(in.readableBytes(), LINE_BYTES_MAX);
    long size = 0;
    int digits = 0;
    for (int i = 0; i < length; i++) {
      var b = in.getByte(start + i);
      var digit = Character.digit(b, 16);
      if (digit >= 0 && digits == i) {
        if (++digits > DIGITS_MAX) {
          return BAD;
        }
        size = size * 16 + digit;
      } else if (b == '\r') {
        return digits == 0 ? BAD : lineEnd(in, start + i + 1, size);
      } else if (digits == 0 || (digits == i && b != ';') || !isExtension(b)) {
        return BAD;
      }
    }
    return length == LINE_BYTES_MAX ? BAD : MORE;
  }

  private static long lineEnd(ByteBuf in, int at, long size) {
    if (at >= in.writerIndex()) {
      return MORE;
    }
    return in.getByte(at) == '\n' && size <= Integer.MAX_VALUE ? size : BAD;
  }

  private static boolean isExtension(byte b) {
    return b == '\t' || (b >= ' ' && b != 0x7F);
  }
}
