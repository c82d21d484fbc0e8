package dev.inlet.lake;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.jspecify.annotations.Nullable;

/**
 * Iceberg's files on a local disk, by URLs that other engines read too: of where the files are, or
 * of where copies of them will be.
 */
final class LocalFiles implements FileIO {
  private static final long serialVersionUID = 1;
  private static final String SCHEME = "file://";

  private final transient Path warehouse;
  private final String root;
  private final transient Queue<Path> written = new ConcurrentLinkedQueue<>();

  /**
   * @param root the URL that others know the folder of the tables by
   */
  LocalFiles(Path warehouse, String root) {
    this.warehouse = warehouse.toAbsolutePath().normalize();
    this.root = root;
  }

  /** By the URLs of where they are. */
  static LocalFiles here(Path warehouse) {
    return new LocalFiles(warehouse, SCHEME + warehouse.toAbsolutePath().normalize());
  }

  /** By the URLs that tables have in these states of theirs; of where they are without any. */
  static LocalFiles of(Path warehouse, Map<Model, String> states) {
    return of(warehouse, states, null);
  }

  /** By the URLs that tables have in these states of theirs; of this place without any. */
  static LocalFiles of(Path warehouse, Map<Model, String> states, @Nullable Place place) {
    for (var state : states.entrySet()) {
      return new LocalFiles(warehouse, rootOf(state.getKey(), state.getValue()));
    }
    return place == null ? here(warehouse) : new LocalFiles(warehouse, place.root());
  }

  private static String rootOf(Model model, String state) {
    return state.substring(
        0, state.lastIndexOf("/%s/%s/".formatted(model.namespace(), model.table())));
  }

  String root() {
    return root;
  }

  /** Whether the URLs are those of copies in another place. */
  boolean areElsewhere() {
    return !root.startsWith(SCHEME);
  }

  String url(Path file) {
    return root + '/' + warehouse.relativize(file.toAbsolutePath().normalize());
  }

  /** The URL of a file as DuckDB computes it from the path in a column. */
  String urlOf(String column) {
    return "%s || substr(%s, length(%s) + 1)"
        .formatted(Sql.quoted(root), column, Sql.quoted(warehouse.toString()));
  }

  /** The file that has this URL; what was here before the URLs were others is found, too. */
  Path path(String location) {
    return location.startsWith(root + '/')
        ? warehouse.resolve(location.substring(root.length() + 1))
        : Path.of(location.startsWith(SCHEME) ? location.substring(SCHEME.length()) : location);
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
