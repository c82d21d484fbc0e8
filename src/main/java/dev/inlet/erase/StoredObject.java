package dev.inlet.erase;

import dev.inlet.delivery.Compression;
import dev.inlet.delivery.RawObjects;
import dev.inlet.ledger.Lines;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The bytes of a raw object, in a file. So what fails while they are read is the object's fault: it
 * would fail again, and a store that can't be reached is none of it.
 */
final class StoredObject {
  private static final String TEMPORARY = "inlet-erase";
  private static final String SUFFIX = ".object";

  private StoredObject() {}

  /** Does something with the file. */
  @FunctionalInterface
  interface Use<T> {
    T of(Path stored) throws IOException;
  }

  /**
   * Has something done with an object.
   *
   * @param work a folder for a copy, when it is not in a file of this machine
   */
  static <T> T with(RawObjects lake, String key, Path work, Use<T> use) throws IOException {
    var here = lake.file(key);
    if (here.isPresent()) {
      return use.of(here.get());
    }
    try (var in = lake.read(key)) {
      return with(in, work, use);
    }
  }

  /** Has something done with what comes from a store. */
  static <T> T with(InputStream in, Path work, Use<T> use) throws IOException {
    var copy = temporary(work);
    try {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return use.of(copy);
    } finally {
      Files.delete(copy);
    }
  }

  /** Gives the lines of an object, as far as they can be read. */
  static void read(RawObjects lake, String key, Path work, Lines.Taker taker) throws IOException {
    with(
        lake,
        key,
        work,
        stored -> {
          try (var in = new BufferedInputStream(Files.newInputStream(stored));
              var plain = Compression.ofKey(key).from(in)) {
            new Lines().read(plain, taker);
            return key;
          } catch (IOException e) {
            throw new Unreadable(key, e);
          }
        });
  }

  /** An empty file, of which nothing is left if it is deleted. */
  static Path temporary(Path work) throws IOException {
    return Files.createTempFile(work, TEMPORARY, SUFFIX);
  }

  /** An object is not what its name says, or is damaged. */
  static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    Unreadable(String key, IOException cause) {
      super("%s can't be read: %s".formatted(key, cause.getMessage()), cause);
    }
  }
}
