package dev.inlet.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    var folder = data.resolve("lake/raw").resolve(stream);
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .flatMap(LakeFolder::linesOf)
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
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
