package dev.inlet.lake;

import dev.inlet.delivery.Copies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Copies in a folder. */
final class FolderCopies implements Copies {
  private final Path folder;
  private final Outage outage;

  FolderCopies(Path folder, Outage outage) {
    this.folder = folder;
    this.outage = outage;
  }

  @Override
  public List<Copy> list(String prefix) throws IOException {
    outage.read();
    try (var paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> folder.relativize(path).toString())
          .filter(key -> key.startsWith(prefix))
          .sorted()
          .map(key -> new Copy(key, folder.resolve(key).toFile().length(), List.of("null")))
          .toList();
    }
  }

  @Override
  public void put(Map<String, Path> files) throws IOException {
    for (var file : new TreeMap<>(files).entrySet()) {
      outage.write(() -> {
        var copy = folder.resolve(file.getKey());
        Files.createDirectories(copy.getParent());
        Files.deleteIfExists(copy);
        Files.copy(file.getValue(), copy);
      });
    }
  }

  @Override
  public void remove(Collection<Copy> copies) throws IOException {
    for (var copy : copies) {
      outage.write(() -> Files.delete(folder.resolve(copy.key())));
    }
  }

  @Override
  public Optional<String> note(String key) throws IOException {
    outage.read();
    var file = folder.resolve(key);
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  @Override
  public void leave(String key, String note) throws IOException {
    outage.write(() -> Files.writeString(folder.resolve(key), note));
  }

  @Override
  public void close() {}
}
