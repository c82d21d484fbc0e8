package dev.inlet.ledger;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Hashes in a file, of which only few are in memory; they are read back in sorted parts. */
final class Spill {
  private static final int BUFFERED = 512;

  private final Path file;
  private final long[] buffer = new long[BUFFERED];
  private int buffered;
  private long count;
  private long sum;

  Spill(Path file) {
    this.file = file;
  }

  void add(long hash) throws IOException {
    if (buffered == BUFFERED) {
      flush();
    }
    buffer[buffered++] = hash;
    count++;
    sum += hash;
  }

  long count() {
    return count;
  }

  long sum() {
    return sum;
  }

  /** Those that belong to this part of so many, sorted. */
  long[] part(int part, int parts) throws IOException {
    flush();
    var found = new long[Math.toIntExact(Math.min(count, 1024))];
    int size = 0;
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (long i = 0; i < count; i++) {
        long hash = in.readLong();
        if (Math.floorMod(hash, parts) == part) {
          found = size == found.length ? Arrays.copyOf(found, 2 * size) : found;
          found[size++] = hash;
        }
      }
    } catch (EOFException e) {
      throw new IOException("a temporary file was cut: " + file, e);
    }
    Arrays.sort(found, 0, size);
    return size == found.length ? found : Arrays.copyOf(found, size);
  }

  private void flush() throws IOException {
    var bytes = new ByteArrayOutputStream(buffered * Long.BYTES);
    var out = new DataOutputStream(bytes);
    for (int i = 0; i < buffered; i++) {
      out.writeLong(buffer[i]);
    }
    Files.write(file, bytes.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    buffered = 0;
  }
}
