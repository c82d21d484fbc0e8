package dev.inlet.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** What is done with files in more than one place. */
final class DiskFiles {
  private static final int CHUNK_BYTES = 1 << 20;

  private DiskFiles() {}

  /** Reads from this position until the buffer is full or the file ends. */
  static void read(Disk.DiskFile file, ByteBuffer into, long position) throws IOException {
    int start = into.position();
    while (into.hasRemaining() && file.read(into, position + into.position() - start) > 0) {}
  }

  /** Copies these bytes to the same place in another file. */
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

  static void sync(Disk.DiskFile file) throws DiskFailed {
    try {
      file.sync();
    } catch (IOException e) {
      throw new DiskFailed("a sync failed", e);
    }
  }

  static void syncFolder(Path folder, Disk disk) throws DiskFailed {
    try {
      disk.syncFolder(folder);
    } catch (IOException e) {
      throw new DiskFailed("a sync of the folder failed", e);
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
