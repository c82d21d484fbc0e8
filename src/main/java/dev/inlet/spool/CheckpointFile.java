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
  private volatile boolean durable;
  private boolean failed;

  private CheckpointFile(Disk.DiskFile file, CheckpointSlot newest, boolean durable) {
    this.file = file;
    this.newest = newest;
    this.durable = durable;
  }

  /**
   * Opens the file, and puts a new one in its place: what was read may be in memory only, because
   * the process before this one died or its sync failed, and then either slot may be the only one
   * on disk. When there is no space for a new one, the old one has to do, and is synced and written
   * to, so that it is known to be on disk.
   *
   * @param oldest the checkpoint when there is none: the lowest sequence that is kept
   */
  static CheckpointFile open(Path folder, Disk disk, long oldest) throws IOException {
    var path = folder.resolve(NAME);
    var found = disk.exists(path) ? newest(path, disk) : null;
    if (found == null) {
      if (disk.exists(path)) {
        LOG.error("checkpoint is damaged, delivering again from sequence={}", oldest);
      }
      return replace(path, disk, new Checkpoint(oldest, new byte[0]));
    }
    try {
      return replace(path, disk, found.checkpoint());
    } catch (DiskFailed e) {
      throw e;
    } catch (IOException e) {
      LOG.warn("checkpoint file was not replaced reason={}", e.getMessage());
      var old = new CheckpointFile(disk.open(path), found, false);
      old.storeAgain();
      return old;
    }
  }

  private void storeAgain() throws DiskFailed {
    try {
      sync();
      store(checkpoint());
    } catch (DiskFailed e) {
      close();
      throw e;
    } catch (IOException e) {
      LOG.warn("checkpoint was not written reason={}", e.getMessage());
    }
  }

  private static CheckpointFile replace(Path path, Disk disk, Checkpoint checkpoint)
      throws IOException {
    var newest = new CheckpointSlot(1, checkpoint);
    var bytes = ByteBuffer.allocate(2 * CheckpointSlot.BYTES);
    bytes.put(new CheckpointSlot(0, checkpoint).encode()).put(newest.encode());
    NewFile.write(path, bytes.flip(), disk);
    return new CheckpointFile(disk.open(path), newest, true);
  }

  Checkpoint checkpoint() {
    return newest.checkpoint();
  }

  /** Below this sequence nothing is needed any more, whatever happens. */
  long deletable() {
    return durable ? checkpoint().delivered() : 0;
  }

  /** Makes this checkpoint durable; when that fails, the one before it stays. */
  void store(Checkpoint checkpoint) throws IOException {
    if (failed) {
      throw new IOException("the checkpoint's file has failed");
    }
    var next = new CheckpointSlot(newest.generation() + 1, checkpoint);
    long position = next.generation() % 2 * CheckpointSlot.BYTES;
    file.write(next.encode(), position);
    try {
      sync();
    } catch (DiskFailed e) {
      wipe(position);
      throw e;
    }
    newest = next;
    durable = true;
  }

  private void sync() throws DiskFailed {
    try {
      file.sync();
    } catch (IOException e) {
      failed = true;
      throw new DiskFailed("a sync of the checkpoint failed", e);
    }
  }

  /**
   * After a sync that failed, the kernel shows what the disk may not have. The next process would
   * take it for the newest, and write over the one that is on disk.
   */
  private void wipe(long position) {
    try {
      file.write(ByteBuffer.allocate(CheckpointSlot.BYTES), position);
    } catch (IOException e) {
      LOG.warn("a checkpoint that was not synced was not wiped reason={}", e.getMessage());
    }
  }

  @Override
  public void close() {
    DiskFiles.close(file);
  }

  /**
   * The checkpoint as it is now, for those who only look; when none is whole, nothing is delivered.
   */
  static Checkpoint read(Path folder, Disk disk) throws IOException {
    var found = newest(folder.resolve(NAME), disk);
    return found == null ? new Checkpoint(0, new byte[0]) : found.checkpoint();
  }

  private static @Nullable CheckpointSlot newest(Path path, Disk disk) throws IOException {
    try (var file = disk.openToRead(path)) {
      return newest(file, path);
    }
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
