package dev.inlet.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** What landed, as those see it who read the lake. */
public record LakeFolder(Path data) {
  public List<String> events() {
    return lines("events");
  }

  List<String> rejected() {
    return lines("rejected");
  }

  private List<String> lines(String stream) {
    return linesBelow(data.resolve("lake/raw").resolve(stream));
  }

  /** The lines of all objects in this folder and those below it. */
  public static List<String> linesBelow(Path folder) {
    return objects(folder).stream().flatMap(LakeFolder::linesOf).toList();
  }

  /** The finished objects in this folder and those below it, sorted. */
  public static List<Path> objects(Path folder) {
    return files(folder).stream()
        .filter(file -> !file.getFileName().toString().startsWith("."))
        .toList();
  }

  /**
   * All files in this folder and those below it, sorted.
   *
   * <p>A server may be writing there: a name that is gone when it is looked at is left out.
   */
  static List<Path> files(Path folder) {
    var files = new ArrayList<Path>();
    try {
      Files.walkFileTree(folder, new Walk(files));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Collections.sort(files);
    return files;
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final List<Path> files;

    Walk(List<Path> files) {
      this.files = files;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      files.add(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
      if (failed instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failed;
    }
  }

  private static Stream<String> linesOf(Path file) {
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), UTF_8).lines();
    } catch (IOException failed) {
      throw new UncheckedIOException(file.toString(), failed);
    }
  }
}
