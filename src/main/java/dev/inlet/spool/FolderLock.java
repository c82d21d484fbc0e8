package dev.inlet.spool;

import java.io.IOException;
import java.nio.file.Path;

/** Keeps a second process, and a second spool in this one, out of the folder. */
final class FolderLock {
  static final String NAME = "lock";

  private FolderLock() {}

  /** The lock's file; the folder is taken until it is closed. */
  static Disk.DiskFile take(Path folder, Disk disk) throws IOException {
    var path = folder.resolve(NAME);
    var file = disk.exists(path) ? disk.open(path) : disk.create(path);
    if (!file.tryLock()) {
      DiskFiles.close(file);
      throw new SpoolRefused("The spool folder %s is in use by another process.".formatted(folder));
    }
    return file;
  }
}
