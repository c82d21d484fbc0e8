package dev.inlet.api;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks bodies within a bound, with buffers that it keeps. For one thread.
 *
 * <p>Unlike the stream classes of the JDK it refuses what follows the last gzip member, and a body
 * that ends early.
 */
final class Unpacker {
  private static final int FIRST_BUFFER_BYTES = 64 * 1024;

  private final int bytesMax;
  private final Inflater raw = new Inflater(true);
  private final Inflater zlib = new Inflater(false);
  private final CRC32 crc = new CRC32();
  private byte[] out = new byte[FIRST_BUFFER_BYTES];
  private int length;

  Unpacker(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Unpacks the first {@code packed} bytes; what it returns is valid until the next call. */
  Unpacked unpack(Encoding encoding, byte[] bytes, int packed) {
    return switch (encoding) {
      case IDENTITY -> new Unpacked.Whole(bytes, packed);
      case GZIP -> gzip(bytes, packed);
      case DEFLATE -> deflate(bytes, packed);
    };
  }

  private Unpacked deflate(byte[] bytes, int packed) {
    length = 0;
    var end = inflate(zlib, bytes, 0, packed);
    if (length > bytesMax) {
      return new Unpacked.TooLarge(out, bytesMax);
    }
    return end == packed ? new Unpacked.Whole(out, length) : new Unpacked.Broken();
  }

  private Unpacked gzip(byte[] bytes, int packed) {
    length = 0;
    int at = 0;
    do {
      var start = length;
      at = GzipHeader.end(bytes, at, packed);
      if (at < 0) {
        return new Unpacked.Broken();
      }
      at = inflate(raw, bytes, at, packed);
      if (length > bytesMax) {
        return new Unpacked.TooLarge(out, bytesMax);
      }
      if (at < 0 || at + 8 > packed || !isTrailer(bytes, at, start)) {
        return new Unpacked.Broken();
      }
      at += 8;
    } while (at < packed);
    return new Unpacked.Whole(out, length);
  }

  private boolean isTrailer(byte[] bytes, int at, int start) {
    crc.reset();
    crc.update(out, start, length - start);
    return GzipHeader.littleEndian(bytes, at) == (int) crc.getValue()
        && GzipHeader.littleEndian(bytes, at + 4) == length - start;
  }

  /** Where the deflated stream that starts here ends, or -1 when it is broken or too large. */
  private int inflate(Inflater inflater, byte[] bytes, int from, int to) {
    inflater.reset();
    inflater.setInput(bytes, from, to - from);
    try {
      while (!inflater.finished()) {
        if (length == out.length) {
          out = Arrays.copyOf(out, out.length * 2);
        }
        var got = inflater.inflate(out, length, out.length - length);
        length += got;
        if (length > bytesMax || (got == 0 && isStuck(inflater))) {
          return -1;
        }
      }
    } catch (DataFormatException broken) {
      return -1;
    }
    return to - inflater.getRemaining();
  }

  private static boolean isStuck(Inflater inflater) {
    return !inflater.finished() && (inflater.needsInput() || inflater.needsDictionary());
  }
}
