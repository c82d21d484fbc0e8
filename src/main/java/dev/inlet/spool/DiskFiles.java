package dev.inlet.spool;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What is done with files in more than one place. */
final class DiskFiles {
  private static final int CHUNK_BYTES = 1 << 20;

  private DiskFiles() {}

  /** Reads from this position until the buffer is full or the file ends. */
  static void read(Disk.DiskFile file, ByteBuffer into, long position) throws IOException {
    int start = into.position();
    while (into.hasRemaining() && file.read(into, position + into.position() - start) > 0) {}
  }

  /** Copies these bytes to the same place in another file, or writes them once more in the same. */
  static void copy(Disk.DiskFile source, Disk.DiskFile target, long from, long to)
      throws IOException {
    for (long at = from; at < to; ) {
      var chunk = ByteBuffer.allocate((int) Math.min(to - at, CHUNK_BYTES));
      read(source, chunk, at);
      at += chunk.position();
      target.write(chunk.flip(), at - chunk.limit());
      if (chunk.limit() == 0) {
        return;
      }
    }
  }

  /** Closes a file of which nothing more is expected: what has to be on disk was synced before. */
  static void close(Disk.DiskFile file) {
    try {
      file.close();
    } catch (IOException e) {
      // Nothing is lost.
    }
  }
}
