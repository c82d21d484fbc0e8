package dev.inlet.api;

import io.netty.buffer.ByteBuf;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request as it arrives: all of it up to a bound, and of a larger one its head, its
 * length and its SHA-256.
 */
final class BodyBuffer {
  static final int HEAD_BYTES = 64 * 1024;
  private static final int FIRST_BYTES = 4096;

  private final int bytesMax;
  private final Gate gate;
  private byte[] bytes = {};
  private int length;
  private long total;
  private int taken;
  private @Nullable MessageDigest digest;

  BodyBuffer(int bytesMax, Gate gate) {
    this.bytesMax = bytesMax;
    this.gate = gate;
  }

  /** Adds a piece; false when there is no memory for it. */
  boolean add(ByteBuf piece) {
    var size = piece.readableBytes();
    total += size;
    if (digest == null && total <= bytesMax) {
      return append(piece, size);
    }
    if (digest == null) {
      digest = Sha256.digest();
      digest.update(bytes, 0, length);
      if (length < HEAD_BYTES && !append(piece.duplicate(), Math.min(size, HEAD_BYTES - length))) {
        return false;
      }
      shrink();
    }
    digest.update(piece.nioBuffer());
    return true;
  }

  private boolean append(ByteBuf piece, int size) {
    if (length + size > bytes.length) {
      var capacity = Math.max(FIRST_BYTES, Math.max(length + size, bytes.length * 2));
      if (!gate.take(capacity - taken)) {
        return false;
      }
      taken = capacity;
      bytes = Arrays.copyOf(bytes, capacity);
    }
    piece.readBytes(bytes, length, size);
    length += size;
    return true;
  }

  private void shrink() {
    if (length > HEAD_BYTES) {
      length = HEAD_BYTES;
      bytes = Arrays.copyOf(bytes, HEAD_BYTES);
      gate.giveBack(taken - HEAD_BYTES);
      taken = HEAD_BYTES;
    }
  }

  boolean isTooLarge() {
    return digest != null;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  long total() {
    return total;
  }

  /** The SHA-256 of all that has arrived, in hexadecimal; asked once, at the end. */
  String hash() {
    return digest == null ? Sha256.of(bytes, length) : Sha256.hex(digest);
  }

  void release() {
    gate.giveBack(taken);
    taken = 0;
    bytes = new byte[0];
    length = 0;
  }
}
