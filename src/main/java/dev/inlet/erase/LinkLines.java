package dev.inlet.erase;

import dev.inlet.delivery.RawObjects;
import dev.inlet.ledger.RecordReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Gathers the raw lines of links and profiles that are not in the tables, in a temporary file. */
final class LinkLines implements AutoCloseable {
  private final Path folder;
  private final Path file;
  private final OutputStream out;
  private final RecordReader record = new RecordReader();
  private final List<StoredObject.Unreadable> unreadable = new ArrayList<>();

  LinkLines(Path folder) throws IOException {
    this.folder = folder;
    file = Files.createTempFile(folder, "links", ".json");
    out = new BufferedOutputStream(Files.newOutputStream(file));
  }

  /** Takes those of the objects that have none of these keys, as far as they can be read. */
  void read(RawObjects lake, Set<String> built) throws IOException {
    for (var object : lake.list("raw/events/")) {
      if (!built.contains(object.key())) {
        try {
          StoredObject.read(lake, object.key(), folder, this::take);
        } catch (StoredObject.Unreadable e) {
          unreadable.add(e);
        }
      }
    }
  }

  void read(SpoolSite spools) throws IOException {
    spools.each((stream, bytes, start, end, isDelivered) -> take(bytes, start, end));
  }

  private void take(byte[] bytes, int start, int end) {
    if (record.read(bytes, start, end) && (record.isAlias() || record.isProfile())) {
      try {
        out.write(bytes, start, end - start);
        out.write('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The objects that could not be read to their end. */
  List<StoredObject.Unreadable> unreadable() {
    return List.copyOf(unreadable);
  }

  /** The file, in which all lines are now. */
  Path file() throws IOException {
    out.flush();
    return file;
  }

  @Override
  public void close() throws IOException {
    out.close();
    Files.delete(file);
  }
}
