package dev.inlet.delivery.s3;

import dev.inlet.delivery.Batch;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Compresses batches into files, so that memory does not follow the size of an object, and so that
 * through an outage each is compressed once.
 *
 * <p>What is in its folder means nothing to the next process: batches are repeated from the spool.
 */
final class Parcels {
  private final Path folder;
  private final Map<String, Parcel> ready = new ConcurrentHashMap<>();
  private boolean opened;

  Parcels(Path folder) {
    this.folder = folder;
  }

  /** The object that the batch makes; each batch is one thread's at a time. */
  Parcel of(Batch batch) throws IOException {
    var parcel = ready.get(batch.key());
    if (parcel == null || !isThere(parcel)) {
      open();
      parcel = pack(batch);
      ready.put(batch.key(), parcel);
    }
    return parcel;
  }

  /** Forgets it, as it is delivered, or as there is something wrong with it. */
  void drop(Batch batch) {
    ready.remove(batch.key());
    try {
      Files.deleteIfExists(file(batch));
    } catch (IOException e) {
      // The next one of this name takes its place, and the next process removes it.
    }
  }

  private static boolean isThere(Parcel parcel) throws IOException {
    return Files.exists(parcel.file()) && Files.size(parcel.file()) == parcel.tally().objectBytes();
  }

  /**
   * Removes what another process left; by now its spool is ours, so it has ended. That happens no
   * sooner than there is something to pack.
   */
  private synchronized void open() throws IOException {
    if (!opened) {
      Files.createDirectories(folder);
      try (var left = Files.newDirectoryStream(folder)) {
        for (var file : left) {
          Files.delete(file);
        }
      }
      opened = true;
    }
  }

  private Parcel pack(Batch batch) throws IOException {
    var file = file(batch);
    var checksum = new CRC32C();
    try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
      var tally = batch.writeTo(new CheckedOutputStream(out, checksum));
      boolean complete = tally.lines() == batch.last() - batch.first() + 1;
      return new Parcel(file, tally, base64(checksum), complete);
    } catch (IOException e) {
      drop(batch);
      throw e;
    }
  }

  private static String base64(CRC32C checksum) {
    var bytes = ByteBuffer.allocate(Integer.BYTES).putInt((int) checksum.getValue());
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private Path file(Batch batch) {
    return folder.resolve(batch.key().replace('/', '.'));
  }
}
