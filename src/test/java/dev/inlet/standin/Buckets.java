package dev.inlet.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Buckets as folders, and objects as files in them; an object is there whole or not at all. */
final class Buckets {
  private static final String UNFINISHED = ".unfinished-";

  private final Path folder;
  private final Map<String, Counter> buckets = new ConcurrentHashMap<>();
  private final AtomicLong unfinished = new AtomicLong();

  Buckets(Path folder, List<String> names) {
    this.folder = folder;
    names.forEach(this::create);
  }

  /** Returns whether there was none of this name. */
  boolean create(String bucket) {
    try {
      Files.createDirectories(folder.resolve(bucket));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return buckets.putIfAbsent(bucket, new Counter(1)) == null;
  }

  Optional<Counter> counter(String bucket) {
    return Optional.ofNullable(buckets.get(bucket));
  }

  boolean exists(String bucket) {
    return buckets.containsKey(bucket);
  }

  void put(String bucket, String key, byte[] bytes) {
    var file = file(bucket, key);
    var newFile = folder.resolve(UNFINISHED + unfinished.incrementAndGet());
    try {
      Files.createDirectories(file.getParent());
      Files.write(newFile, bytes);
      Files.move(newFile, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<byte[]> get(String bucket, String key) {
    var file = file(bucket, key);
    try {
      return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(String bucket, String key) {
    try {
      Files.deleteIfExists(file(bucket, key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The size of each object whose key starts so, by key. */
  NavigableMap<String, Long> sizes(String bucket, String prefix) {
    var root = folder.resolve(bucket);
    var sizes = new TreeMap<String, Long>();
    try (var files = Files.walk(root)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var key = root.relativize(file).toString();
        if (key.startsWith(prefix)) {
          sizes.put(key, Files.size(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sizes;
  }

  /** A key can not lead out of its bucket's folder. */
  private Path file(String bucket, String key) {
    var root = folder.resolve(bucket).normalize();
    var file = root.resolve(key).normalize();
    if (!file.startsWith(root) || file.equals(root)) {
      throw new Refusal(400, "InvalidRequest", "The stand-in can not keep this key.");
    }
    return file;
  }
}
