package dev.inlet.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Programs in place of the real ones, in a folder: each notes how it was called. */
final class Stubs {
  private final Path folder;
  private final Path log;

  Stubs(Path root) {
    folder = root.resolve("stubs");
    log = root.resolve("calls");
  }

  /** What a program does in place of the real one, in the words of bash. */
  Stubs stub(String program, String body) {
    write(
        folder.resolve(program),
        "#!/usr/bin/env bash\necho \"%s $*\" >> %s\n%s\n".formatted(program, log, body));
    return this;
  }

  /** The PATH on which they are found first. */
  String path() {
    return folder + ":" + System.getenv("PATH");
  }

  /** How programs were called, in order. */
  List<String> calls() {
    try {
      return Files.exists(log) ? Files.readAllLines(log) : List.of();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A file that can be run. */
  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
