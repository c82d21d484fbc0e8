package dev.inlet.delivery.directory;

import dev.inlet.delivery.RawObjects;
import dev.inlet.spool.Disk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/** The objects of a local folder. */
public final class DirectoryObjects implements RawObjects {
  private final Path lake;
  private final Disk disk = Disk.real();

  /**
   * @param lake the folder that {@code raw/} is in
   */
  public DirectoryObjects(Path lake) {
    this.lake = lake;
  }

  @Override
  public void each(String prefix, Taker taker) throws IOException {
    var start = lake.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1));
    if (Files.isDirectory(start)) {
      Files.walkFileTree(start, new Walk(prefix, taker));
    }
  }

  @Override
  public InputStream read(String key) throws IOException {
    return Files.newInputStream(lake.resolve(key));
  }

  @Override
  public Optional<Path> file(String key) {
    return Optional.of(lake.resolve(key));
  }

  /**
   * It is safe when this returns. Its unfinished name is another than that of {@link
   * DirectorySink}, which may write the same object at the same time.
   */
  @Override
  public void write(String key, Path content) throws IOException {
    var object = lake.resolve(key);
    var folder = Objects.requireNonNull(object.getParent());
    var unfinished = object.resolveSibling("." + object.getFileName() + ".written");
    disk.createFolders(folder);
    Files.deleteIfExists(unfinished);
    try (var in = Files.newInputStream(content);
        var file = disk.create(unfinished)) {
      var out = new DiskOutput(file);
      in.transferTo(out);
      out.flush();
      file.sync();
    }
    disk.rename(unfinished, object);
    disk.syncFolder(folder);
  }

  /** Deletes an object, and the folders that are empty then. */
  public void delete(String key) throws IOException {
    var object = lake.resolve(key);
    Files.deleteIfExists(object);
    var folder = Objects.requireNonNull(object.getParent());
    try {
      while (!folder.equals(lake.resolve("raw"))) {
        Files.delete(folder);
        folder = Objects.requireNonNull(folder.getParent());
      }
    } catch (DirectoryNotEmptyException others) {
      return;
    }
  }

  private final class Walk extends SimpleFileVisitor<Path> {
    private final String prefix;
    private final Taker taker;

    private Walk(String prefix, Taker taker) {
      this.prefix = prefix;
      this.taker = taker;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      var key = lake.relativize(file).toString().replace('\\', '/');
      var name = key.substring(key.lastIndexOf('/') + 1);
      if (key.startsWith(prefix) && !name.startsWith(".")) {
        taker.take(new RawObject(key, attributes.size()));
      }
      return FileVisitResult.CONTINUE;
    }

    /** A file can get its name, and lose another one, while this walks. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }
}
