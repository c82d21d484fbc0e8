package dev.inlet.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A small file that is there whole or not at all. */
final class NewFile {
  /** A file with this ending is unfinished. */
  static final String SUFFIX = ".tmp";

  private NewFile() {}

  /**
   * Puts a file with these bytes in the place of the one that has this name.
   *
   * @throws DiskFailed when a sync failed, and nobody knows which of the two there will be; after
   *     any other failure it is the old one
   */
  static void write(Path path, ByteBuffer bytes, Disk disk) throws IOException {
    var unfinished = path.resolveSibling(path.getFileName() + SUFFIX);
    if (disk.exists(unfinished)) {
      disk.delete(unfinished);
    }
    try (var file = disk.create(unfinished)) {
      file.write(bytes, 0);
      DiskFiles.sync(file);
    }
    disk.rename(unfinished, path);
    var folder = path.getParent();
    if (folder != null) {
      DiskFiles.syncFolder(folder, disk);
    }
  }
}
