package dev.inlet.erase;

import dev.inlet.delivery.RawObjects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a lake without the lines of those who were erased: so a person does not come back
 * with what was still on its way then, or with a copy that is put back.
 */
public final class LivingObjects implements RawObjects {
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  private final RawObjects lake;
  private final boolean isErasing;
  private final Tombstones tombstones;
  private final RawErasure erasure;
  private final Set<String> checked = new HashSet<>();
  private long lines;
  private @Nullable String unwritten;

  private LivingObjects(RawObjects lake, Tombstones tombstones, boolean isErasing) {
    this.lake = lake;
    this.isErasing = isErasing;
    this.tombstones = tombstones;
    this.erasure = new RawErasure(lake, tombstones, new Rule(tombstones, List.of()), TEMPORARY);
  }

  /** Those of a lake from which lines are erased, too, when they are found there. */
  public static LivingObjects erasingFrom(RawObjects lake) throws IOException {
    return new LivingObjects(lake, Tombstones.of(lake), true);
  }

  /** Those of a lake that is not written to. */
  public static LivingObjects of(RawObjects lake, Tombstones tombstones) {
    return new LivingObjects(lake, tombstones, false);
  }

  /** What of a line of events may come back to a lake: nothing, when it is of one of these. */
  public static UnaryOperator<byte[]> lines(Tombstones tombstones) {
    var rule = new Rule(tombstones, List.of());
    return line ->
        switch (rule.verdict("events", line, 0, line.length)) {
          case Rule.Verdict.Kept kept -> line;
          case Rule.Verdict.Erased erased -> new byte[0];
          case Rule.Verdict.Changed changed -> changed.line();
        };
  }

  /** How many lines were left out. */
  public long lines() {
    return lines;
  }

  /** The last object that lines could not be erased from, and why; empty when there is none. */
  public Optional<String> unwritten() {
    return Optional.ofNullable(unwritten);
  }

  @Override
  public void each(String prefix, Taker taker) throws IOException {
    lake.each(prefix, taker);
  }

  @Override
  public InputStream read(String key) throws IOException {
    if (!mayHold(key)) {
      return lake.read(key);
    }
    var stored = Files.createTempFile(TEMPORARY, "inlet-erase", ".object");
    var rest = Files.createTempFile(TEMPORARY, "inlet-erase", ".object");
    try {
      try (var in = lake.read(key)) {
        Files.copy(in, stored, StandardCopyOption.REPLACE_EXISTING);
      }
      return sift(key, stored, rest) ? temporary(rest, stored) : temporary(stored, rest);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(stored);
      Files.deleteIfExists(rest);
      throw e;
    }
  }

  /** One that can't be read is as it is: nobody else can read it either. */
  private boolean sift(String key, Path stored, Path rest) throws IOException {
    try {
      var sieve = erasure.sift(key, stored, rest);
      lines += sieve.lines();
      if (isErasing && sieve.isTouched()) {
        write(key, sieve, rest);
      }
      return true;
    } catch (StoredObject.Unreadable e) {
      return false;
    }
  }

  /** Who may not write can still read what is left: it is only said that the rest is there. */
  private void write(String key, Sieve sieve, Path rest) {
    try {
      erasure.write(key, sieve, rest);
    } catch (IOException e) {
      unwritten = "%s: %s".formatted(key, e.getMessage());
    }
  }

  private static InputStream temporary(Path file, Path other) throws IOException {
    Files.delete(other);
    return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** A file holds all lines, so it may be read only when these are erased from it. */
  @Override
  public Optional<Path> file(String key) throws IOException {
    var file = lake.file(key);
    if (file.isEmpty() || !mayHold(key)) {
      return file;
    }
    if (!isErasing) {
      return Optional.empty();
    }
    if (checked.add(key)) {
      try {
        lines += erasure.erase(key).lines();
      } catch (StoredObject.Unreadable e) {
        return file;
      }
    }
    return file;
  }

  private boolean mayHold(String key) {
    return !tombstones.isEmpty() && key.startsWith("raw/") && erasure.mayHold(key);
  }

  @Override
  public void write(String key, Path content) throws IOException {
    lake.write(key, content);
  }

  @Override
  public void close() {
    lake.close();
  }
}
