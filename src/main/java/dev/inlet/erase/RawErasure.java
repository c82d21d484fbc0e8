package dev.inlet.erase;

import dev.inlet.delivery.Compression;
import dev.inlet.delivery.RawObjects;
import dev.inlet.delivery.RawObjects.OldVersion;
import dev.inlet.ledger.Corrections;
import dev.inlet.ledger.CutName;
import dev.inlet.ledger.Scope;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Puts raw objects without the lines of the erased in the place of those that hold them. */
final class RawErasure {
  private static final String RAW = "raw/";

  private final RawObjects lake;
  private final Rule rule;
  private final Scope scope;
  private final Path work;
  private final Sieve.Erased erased = new Sieve.Erased();

  /**
   * @param work a folder for files that do not outlast what is done with them
   */
  RawErasure(RawObjects lake, Tombstones tombstones, Rule rule, Path work) {
    this.lake = lake;
    this.rule = rule;
    this.work = work;
    this.scope = Scope.between(null, Instant.ofEpochMilli(tombstones.lastMillis()));
  }

  /** The hashes of what was erased. */
  Sieve.Erased erased() {
    return erased;
  }

  /** Whether an object of this key can hold lines that were received before the last erasure. */
  boolean mayHold(String key) {
    return scope.mayHave(key, CutName.of(key).isPresent());
  }

  /** Tells what of an object would be erased. */
  Sieve look(String key) throws IOException {
    return StoredObject.with(
        lake, key, work, stored -> sift(key, stored, OutputStream.nullOutputStream()));
  }

  /** Tells what an older version holds of the erased. */
  Sieve look(OldVersion version) throws IOException {
    try (var in = lake.read(version)) {
      return StoredObject.with(
          in, work, stored -> sift(version.key(), stored, OutputStream.nullOutputStream()));
    }
  }

  /** Erases it. The ledger is told first, as it must not take for lost what is erased. */
  Sieve erase(String key) throws IOException {
    return StoredObject.with(
        lake,
        key,
        work,
        stored -> {
          var rest = StoredObject.temporary(work);
          try {
            var sieve = sift(key, stored, rest);
            if (sieve.isTouched()) {
              write(key, sieve, rest);
            }
            return sieve;
          } finally {
            Files.delete(rest);
          }
        });
  }

  /** Puts what is left of an object in its place. */
  void write(String key, Sieve sieve, Path rest) throws IOException {
    if (!sieve.hours().isEmpty()) {
      Corrections.note(lake, key, sieve.before(), sieve.hours(), sieve.left());
    }
    lake.write(key, rest);
  }

  /** Writes what is left of these bytes into a file, compressed as they are. */
  Sieve sift(String key, Path stored, Path rest) throws IOException {
    try (var out =
        Compression.ofKey(key).to(new BufferedOutputStream(Files.newOutputStream(rest)))) {
      return sift(key, stored, out);
    }
  }

  private Sieve sift(String key, Path stored, OutputStream out) throws IOException {
    var sieve = new Sieve(rule, stream(key), erased);
    try (var in = new BufferedInputStream(Files.newInputStream(stored));
        var plain = Compression.ofKey(key).from(in)) {
      sieve.run(plain, out);
      return sieve;
    } catch (IOException e) {
      throw new StoredObject.Unreadable(key, e);
    }
  }

  static String stream(String key) {
    int end = key.indexOf('/', RAW.length());
    return end < 0 ? "" : key.substring(RAW.length(), end);
  }
}
