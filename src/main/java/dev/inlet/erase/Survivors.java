package dev.inlet.erase;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.delivery.Compression;
import dev.inlet.delivery.LineHash;
import dev.inlet.delivery.RawObjects;
import dev.inlet.ledger.Lines;
import dev.inlet.ledger.RecordReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The lines of some records, in objects that are named as those that they are in.
 *
 * <p>Of records with the same id the tables have the first, and clients may give an id twice: so
 * when one is erased, another may take its place.
 */
final class Survivors implements RawObjects {
  private static final String NOT_LOOKED_FOR =
      "an event of others that has the id of an erased one was not looked for in objects that can't"
          + " be read: when they are repaired, inlet lake build --rebuild brings it back";

  private final Path folder;
  private final Receipt receipt;
  private final List<RawObject> objects = new ArrayList<>();

  /**
   * @param folder an empty one
   * @param receipt is told which objects can't be read
   */
  Survivors(Path folder, Receipt receipt) {
    this.folder = folder;
    this.receipt = receipt;
  }

  /** Looks for records with these ids in the objects of a lake that have these keys. */
  void find(RawObjects lake, Set<String> keys, Set<String> ids) throws IOException {
    var hashes = new HashSet<Long>();
    for (var id : ids) {
      var bytes = ByteBuffer.wrap(id.getBytes(UTF_8)).order(ByteOrder.LITTLE_ENDIAN);
      hashes.add(LineHash.ofId(bytes, 0, bytes.limit()));
    }
    var record = new RecordReader();
    for (var object : lake.list("raw/")) {
      if (!hashes.isEmpty() && keys.contains(object.key())) {
        var found = new ByteArrayOutputStream();
        Lines.Taker taker =
            (bytes, start, end) -> {
              if (record.read(bytes, start, end) && hashes.contains(record.idHash())) {
                found.write(bytes, start, end - start);
                found.write('\n');
              }
            };
        try {
          StoredObject.read(lake, object.key(), folder, taker);
        } catch (StoredObject.Unreadable e) {
          receipt.pending(e);
          receipt.pending(NOT_LOOKED_FOR);
        }
        if (found.size() > 0) {
          keep(object.key(), found.toByteArray());
        }
      }
    }
  }

  private void keep(String key, byte[] lines) throws IOException {
    var file = folder.resolve(key);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    try (var out = Compression.ofKey(key).to(Files.newOutputStream(file))) {
      out.write(lines);
    }
    objects.add(new RawObject(key, Files.size(file)));
  }

  @Override
  public void each(String prefix, Taker taker) throws IOException {
    for (var object : objects) {
      if (object.key().startsWith(prefix)) {
        taker.take(object);
      }
    }
  }

  @Override
  public InputStream read(String key) throws IOException {
    return Files.newInputStream(folder.resolve(key));
  }

  @Override
  public Optional<Path> file(String key) {
    return Optional.of(folder.resolve(key));
  }

  @Override
  public void write(String key, Path content) {
    throw new UnsupportedOperationException("these are found, and not made");
  }
}
