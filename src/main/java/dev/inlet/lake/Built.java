package dev.inlet.lake;

import java.util.List;

/**
 * What came of a build.
 *
 * @param objects raw objects that were read
 * @param lines records in them
 * @param strangers lines in them that are no records
 * @param unreadable keys of objects that could not be read, and are tried again
 * @param cycles links that were dropped by this build, as they close a cycle
 * @param merges links of this build that make one person of ids with a profile each
 */
public record Built(
    int objects, long lines, long strangers, List<String> unreadable, long cycles, long merges) {
  static final Built NOTHING = new Built(0, 0, 0, List.of(), 0, 0);

  /** Whether there was anything to do. */
  public boolean isNothing() {
    return equals(NOTHING);
  }
}
