package dev.inlet.delivery.directory;

import dev.inlet.delivery.Batch;
import dev.inlet.delivery.Outcome;
import dev.inlet.delivery.Sink;
import dev.inlet.delivery.Tally;
import dev.inlet.spool.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A local folder that is laid out as the bucket is.
 *
 * <p>An object has its name only when all of it is safe: it is written under a name that starts
 * with a dot, synced, renamed, and then the folders of its path are synced. So a reader never sees
 * half an object. A batch that is sent again writes over its own unfinished file and takes the
 * place of its own object; therefore, as open batches are repeated after a crash, none of its
 * unfinished files stays.
 */
public final class DirectorySink implements Sink {
  private final Path raw;
  private final Disk disk;

  /**
   * @param raw the folder that keys are below; it is made when there is none
   */
  public DirectorySink(Path raw, Disk disk) {
    this.raw = raw;
    this.disk = disk;
  }

  @Override
  public Outcome send(Batch batch) {
    var object = raw.resolve(batch.key());
    var unfinished = object.resolveSibling("." + object.getFileName() + ".unfinished");
    try {
      disk.createFolders(folderOf(object));
      deleteIfThere(unfinished);
      var tally = write(batch, unfinished);
      if (isBest(batch, tally, object)) {
        disk.rename(unfinished, object);
      }
      deleteIfThere(unfinished);
      syncFoldersOf(object);
      return new Outcome.Delivered(tally);
    } catch (IOException e) {
      freeSpace(unfinished, e);
      return Failures.outcome(e, raw, disk);
    }
  }

  private Tally write(Batch batch, Path unfinished) throws IOException {
    try (var file = disk.create(unfinished)) {
      var out = new DiskOutput(file);
      var tally = batch.writeTo(out);
      out.flush();
      file.sync();
      return tally;
    }
  }

  /**
   * Whether what was written is all there is to know of the range. When records were damaged since
   * it was sent before, the object of that time holds more; and no object is made of no lines.
   */
  private boolean isBest(Batch batch, Tally tally, Path object) throws IOException {
    boolean complete = tally.lines() == batch.last() - batch.first() + 1;
    return complete || (tally.lines() > 0 && !disk.exists(object));
  }

  /** All of its path, as a crash may have left folders whose names were not yet safe. */
  private void syncFoldersOf(Path object) throws IOException {
    for (var folder = folderOf(object); !folder.equals(raw); folder = folderOf(folder)) {
      disk.syncFolder(folder);
    }
    disk.syncFolder(raw);
  }

  private static Path folderOf(Path path) {
    return Objects.requireNonNull(path.getParent());
  }

  private void deleteIfThere(Path file) throws IOException {
    if (disk.exists(file)) {
      disk.delete(file);
    }
  }

  private void freeSpace(Path unfinished, IOException failure) {
    try {
      deleteIfThere(unfinished);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
