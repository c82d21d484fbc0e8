package dev.inlet.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Copies of files, below a prefix of a bucket. What is removed is gone for ever, with all versions
 * that the bucket keeps of it.
 */
public interface Copies extends AutoCloseable {
  /** All whose key starts so, by key; also those that only older versions are left of. */
  List<Copy> list(String prefix) throws IOException;

  /** Puts files there by their keys, each whole or not at all. */
  void put(Map<String, Path> files) throws IOException;

  void remove(Collection<Copy> copies) throws IOException;

  /** What a note says that was left there; empty when there is none. */
  Optional<String> note(String key) throws IOException;

  /** Leaves a note in the place of the one that has this key. */
  void leave(String key, String note) throws IOException;

  @Override
  void close();

  /**
   * A copy.
   *
   * @param bytes how large it is; -1 when only older versions are left
   * @param versions the ids of all versions
   */
  record Copy(String key, long bytes, List<String> versions) {
    /** What is there, when only older versions are left. */
    public static final long GONE = -1;
  }
}
