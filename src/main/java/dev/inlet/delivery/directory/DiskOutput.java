package dev.inlet.delivery.directory;

import dev.inlet.spool.Disk.DiskFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes a file from its start to its end. What is not flushed is lost when it is closed. */
final class DiskOutput extends OutputStream {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final DiskFile file;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private long position;

  DiskOutput(DiskFile file) {
    this.file = file;
  }

  @Override
  public void write(int b) throws IOException {
    if (!buffer.hasRemaining()) {
      flush();
    }
    buffer.put((byte) b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    int end = offset + length;
    while (from < end) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int fits = Math.min(buffer.remaining(), end - from);
      buffer.put(bytes, from, fits);
      from += fits;
    }
  }

  @Override
  public void flush() throws IOException {
    buffer.flip();
    int length = buffer.remaining();
    file.write(buffer, position);
    position += length;
    buffer.clear();
  }
}
