package dev.inlet.erase;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Bytes of a spool that have rotted. What can still be read there of an erased person becomes
 * zeros, from one line feed to the next, so that the rest stays where it is.
 */
final class DamagedFile {
  private final Path file;
  private final Rule rule;

  DamagedFile(Path file, Rule rule) {
    this.file = file;
    this.rule = rule;
  }

  /** Returns how many lines it held. */
  long erase(boolean writes) throws IOException {
    var bytes = Files.readAllBytes(file);
    long lines = 0;
    int start = 0;
    for (int at = 0; at <= bytes.length; at++) {
      if (at == bytes.length || bytes[at] == '\n') {
        if (rule.isIn(Arrays.copyOfRange(bytes, start, at), Long.MIN_VALUE)) {
          lines++;
          if (writes) {
            zero(start, at - start);
          }
        }
        start = at + 1;
      }
    }
    return lines;
  }

  private void zero(int position, int length) throws IOException {
    try (var open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(position);
      open.write(new byte[length]);
      open.getFD().sync();
    }
  }
}
