package dev.inlet.erase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder for files that do not outlast the work; one that is left by a kill is emptied first. */
record WorkFolder(Path path) implements AutoCloseable {
  private static final String NAME = ".erasing";

  /** In the data folder, where the next erasure finds what this one may leave. */
  static WorkFolder in(Path data) throws IOException {
    var folder = new WorkFolder(data.resolve(NAME));
    folder.close();
    Files.createDirectories(folder.path());
    return folder;
  }

  /** Elsewhere, as the data folder is not to be written to. */
  static WorkFolder elsewhere() throws IOException {
    return new WorkFolder(Files.createTempDirectory("inlet-erase"));
  }

  /** One in it that is there and empty. */
  Path empty(String name) throws IOException {
    return Files.createTempDirectory(path, name);
  }

  @Override
  public void close() throws IOException {
    if (Files.exists(path)) {
      try (var paths = Files.walk(path)) {
        for (var file : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
