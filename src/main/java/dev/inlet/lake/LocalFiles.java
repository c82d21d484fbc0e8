package dev.inlet.lake;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/** Iceberg's files on a local disk, by URLs that other engines read too. */
final class LocalFiles implements FileIO {
  private static final long serialVersionUID = 1;
  private static final String SCHEME = "file://";

  private final transient Queue<Path> written = new ConcurrentLinkedQueue<>();

  static String url(Path file) {
    return SCHEME + file.toAbsolutePath().normalize();
  }

  static Path path(String location) {
    return Path.of(location.startsWith(SCHEME) ? location.substring(SCHEME.length()) : location);
  }

  @Override
  public InputFile newInputFile(String location) {
    return org.apache.iceberg.Files.localInput(path(location).toFile());
  }

  @Override
  public OutputFile newOutputFile(String location) {
    var file = path(location);
    written.add(file);
    return new Located(location, file.toFile());
  }

  @Override
  public void deleteFile(String location) {
    try {
      Files.deleteIfExists(path(location));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says that something else wrote this file. */
  void wrote(Path file) {
    written.add(file);
  }

  /** Makes all that was written since safe. */
  void sync() throws IOException {
    for (var file = written.poll(); file != null; file = written.poll()) {
      if (Files.exists(file)) {
        try (var open = new RandomAccessFile(file.toFile(), "rw")) {
          open.getFD().sync();
        }
      }
    }
  }
}
