package dev.inlet.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The objects of a lake, wherever they are; keys start with {@code raw/}, {@code _ledger/} or
 * {@code _erased/}.
 */
public interface RawObjects extends AutoCloseable {
  /**
   * Gives those whose key starts so, one folder after the other; without unfinished ones, whose
   * names start with a dot.
   */
  void each(String prefix, Taker taker) throws IOException;

  /** The same, by key. */
  default List<RawObject> list(String prefix) throws IOException {
    var objects = new ArrayList<RawObject>();
    each(prefix, objects::add);
    objects.sort(Comparator.comparing(RawObject::key));
    return objects;
  }

  /** The bytes of an object, as they are stored; the caller closes it. */
  InputStream read(String key) throws IOException;

  /** The file that its bytes are in, when they are in one on this machine. */
  default Optional<Path> file(String key) throws IOException {
    return Optional.empty();
  }

  /**
   * Puts an object of these bytes in the place of the one that has this key, whole or not at all.
   */
  void write(String key, Path content) throws IOException;

  /**
   * What keys that start so held before it was overwritten or deleted, where a store keeps that; in
   * no order.
   */
  default List<OldVersion> oldVersions(String prefix) throws IOException {
    return List.of();
  }

  /** The bytes of an older version, as they are stored; the caller closes it. */
  default InputStream read(OldVersion version) throws IOException {
    throw new IOException("no older version is kept of " + version.key());
  }

  /** Deletes an older version for ever. */
  default void delete(OldVersion version) throws IOException {
    throw new IOException("no older version is kept of " + version.key());
  }

  @Override
  default void close() {}

  /** Takes an object. */
  @FunctionalInterface
  interface Taker {
    void take(RawObject object) throws IOException;
  }

  /** An object. */
  record RawObject(String key, long bytes) {}

  /** What an object was once. */
  record OldVersion(String key, String id) {}
}
