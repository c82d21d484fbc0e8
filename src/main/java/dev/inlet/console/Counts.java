package dev.inlet.console;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many verdicts there were.
 *
 * @param good events that were taken
 * @param bad events that were refused, and requests that were refused as a whole
 * @param notShown those of both that were not copied, as there were too many at once
 * @param codes how many of the bad ones there were by their first fault
 */
record Counts(long good, long bad, long notShown, Map<String, Long> codes) {
  static final Counts NOTHING = new Counts(0, 0, 0, Map.of());

  long total() {
    return good + bad;
  }

  /** What has come since these. */
  Counts since(Counts earlier) {
    var more = new TreeMap<String, Long>();
    codes.forEach((code, count) -> {
      long added = count - earlier.codes.getOrDefault(code, 0L);
      if (added > 0) {
        more.put(code, added);
      }
    });
    return new Counts(good - earlier.good, bad - earlier.bad, notShown - earlier.notShown, more);
  }
}
