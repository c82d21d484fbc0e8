package dev.inlet.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the checkpoint in two slots of a file; see {@link CheckpointSlot}. */
final class CheckpointFile implements AutoCloseable {
  static final String NAME = "checkpoint";

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFile.class);

  private final Disk.DiskFile file;
  private volatile CheckpointSlot newest;
  private boolean failed;

  private CheckpointFile(Disk.DiskFile file, CheckpointSlot newest) {
    this.file = file;
    this.newest = newest;
  }

  /**
   * Opens the file, or makes it when it is not there or neither slot is whole.
   *
   * @param oldest the checkpoint when there is none: the lowest sequence that is kept
   */
  static CheckpointFile open(Path folder, Disk disk, long oldest) throws IOException {
    var path = folder.resolve(NAME);
    if (disk.exists(path)) {
      var file = disk.open(path);
      try {
        var newest = newest(file, path);
        if (newest != null) {
          return again(new CheckpointFile(file, newest));
        }
      } catch (IOException e) {
        DiskFiles.close(file);
        throw e;
      }
      DiskFiles.close(file);
      LOG.error("checkpoint is damaged, delivering again from sequence={}", oldest);
    }
    return make(folder, disk, new CheckpointSlot(1, new Checkpoint(oldest, new byte[0])));
  }

  Checkpoint checkpoint() {
    return newest.checkpoint();
  }

  /** Makes this checkpoint durable; when that fails, the one before it stays. */
  void store(Checkpoint checkpoint) throws IOException {
    if (failed) {
      throw new IOException("the checkpoint's file has failed");
    }
    var next = new CheckpointSlot(newest.generation() + 1, checkpoint);
    file.write(next.encode(), next.generation() % 2 * CheckpointSlot.BYTES);
    try {
      file.sync();
    } catch (IOException e) {
      failed = true;
      throw new DiskFailed("a sync of the checkpoint failed", e);
    }
    newest = next;
  }

  @Override
  public void close() {
    DiskFiles.close(file);
  }

  /** What was read may never have been synced: it is written once more before it is relied on. */
  private static CheckpointFile again(CheckpointFile file) throws IOException {
    file.store(file.checkpoint());
    return file;
  }

  private static CheckpointFile make(Path folder, Disk disk, CheckpointSlot slot)
      throws IOException {
    var bytes = ByteBuffer.allocate(2 * CheckpointSlot.BYTES);
    bytes.put(
        (int) (slot.generation() % 2 * CheckpointSlot.BYTES),
        slot.encode(),
        0,
        CheckpointSlot.BYTES);
    NewFile.write(folder.resolve(NAME), bytes, disk);
    return new CheckpointFile(disk.open(folder.resolve(NAME)), slot);
  }

  private static @Nullable CheckpointSlot newest(Disk.DiskFile file, Path path) throws IOException {
    CheckpointSlot newest = null;
    for (int at = 0; at <= CheckpointSlot.BYTES; at += CheckpointSlot.BYTES) {
      var bytes = ByteBuffer.allocate(CheckpointSlot.BYTES);
      DiskFiles.read(file, bytes, at);
      var slot = CheckpointSlot.decode(bytes);
      if (slot != null && CheckpointSlot.version(bytes) > CheckpointSlot.VERSION) {
        throw new SpoolRefused(
            "The spool file %s has format %d, and this program knows format %d: a newer one wrote it."
                .formatted(path, CheckpointSlot.version(bytes), CheckpointSlot.VERSION));
      }
      if (slot != null && (newest == null || slot.generation() > newest.generation())) {
        newest = slot;
      }
    }
    return newest;
  }
}
