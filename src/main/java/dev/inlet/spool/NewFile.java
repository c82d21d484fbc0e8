package dev.inlet.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A small file that is there whole or not at all. */
final class NewFile {
  /** A file with this ending is unfinished. */
  static final String SUFFIX = ".tmp";

  private NewFile() {}

  static void write(Path path, ByteBuffer bytes, Disk disk) throws IOException {
    var unfinished = path.resolveSibling(path.getFileName() + SUFFIX);
    if (disk.exists(unfinished)) {
      disk.delete(unfinished);
    }
    try (var file = disk.create(unfinished)) {
      file.write(bytes, 0);
      file.sync();
    }
    disk.rename(unfinished, path);
    var folder = path.getParent();
    if (folder != null) {
      disk.syncFolder(folder);
    }
  }
}
