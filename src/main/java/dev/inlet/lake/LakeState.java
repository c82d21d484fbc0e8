package dev.inlet.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether there are tables, and of when, as far as their files tell: no engine is asked.
 *
 * @param hasRaw whether raw objects have come
 * @param changedAt when a build last changed the tables; null while there are none
 * @param buildingSince when the build began that is at work; null when none is
 */
public record LakeState(
    boolean hasRaw, @Nullable Instant changedAt, @Nullable Instant buildingSince) {
  /** A build that is older was killed, and left its folder to the next one. */
  private static final Duration BUILD_MAX = Duration.ofHours(2);

  /**
   * Looks at a lake as it is now.
   *
   * @param folder the lake's
   */
  public static LakeState of(Path folder, Instant now) throws IOException {
    var warehouse = folder.resolve("warehouse");
    return new LakeState(
        hasAny(folder.resolve(RawStream.EVENTS.prefix())),
        Catalog.changedAt(warehouse).orElse(null),
        Site.buildingSince(warehouse, now.minus(BUILD_MAX)).orElse(null));
  }

  private static boolean hasAny(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (var paths = Files.newDirectoryStream(folder)) {
      return paths.iterator().hasNext();
    }
  }

  public boolean hasTables() {
    return changedAt != null;
  }
}
