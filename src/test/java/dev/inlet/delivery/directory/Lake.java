package dev.inlet.delivery.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The folder as those see it who read it: what does not start with a dot. */
record Lake(Path raw) {
  /** The keys of all objects, sorted. */
  List<String> keys() {
    return files().filter(key -> !isUnfinished(key)).toList();
  }

  List<String> unfinished() {
    return files().filter(Lake::isUnfinished).toList();
  }

  /** The lines of all objects, object after object. */
  List<String> lines() {
    return keys().stream().flatMap(key -> text(key).lines()).toList();
  }

  String text(String key) {
    try (var in = new GZIPInputStream(Files.newInputStream(raw.resolve(key)))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(key, e);
    }
  }

  private Stream<String> files() {
    return files(raw).stream().map(path -> raw.relativize(path).toString());
  }

  /** All files below the folder, sorted; none when there is no folder. */
  static List<Path> files(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (var paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isUnfinished(String key) {
    return key.substring(key.lastIndexOf('/') + 1).startsWith(".");
  }
}
