package dev.inlet.delivery;

import dev.inlet.spool.Frame;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Compresses frames into one object, and counts. Closing it ends the object, not its stream.
 *
 * <p>It gathers frames, as each call of zstd is one of native code.
 */
final class ObjectStream implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final Counted counted;
  private final OutputStream compressed;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private int gathered;
  private long lines;
  private long lineBytes;

  ObjectStream(OutputStream out, Compression compression) throws IOException {
    counted = new Counted(out);
    compressed = compression.to(counted);
  }

  void write(Frame frame) throws IOException {
    var bytes = frame.lines();
    lines += frame.count();
    lineBytes += bytes.remaining();
    while (bytes.hasRemaining()) {
      if (gathered == CHUNK_BYTES) {
        compressed.write(chunk, 0, gathered);
        gathered = 0;
      }
      int length = Math.min(CHUNK_BYTES - gathered, bytes.remaining());
      bytes.get(chunk, gathered, length);
      gathered += length;
    }
  }

  /** What was written; the object's bytes are complete once it is closed. */
  Tally tally() {
    return new Tally(lines, lineBytes, counted.bytes);
  }

  @Override
  public void close() throws IOException {
    try (compressed) {
      compressed.write(chunk, 0, gathered);
    }
  }

  private static final class Counted extends FilterOutputStream {
    private long bytes;

    private Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      bytes++;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      out.write(from, offset, length);
      bytes += length;
    }

    @Override
    public void close() throws IOException {
      out.flush();
    }
  }
}
