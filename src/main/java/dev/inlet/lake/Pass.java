package dev.inlet.lake;

import dev.inlet.delivery.RawObjects.RawObject;
import java.util.ArrayList;
import java.util.List;

/** What a build reads at once, so that a backlog of any size fits on the disk. */
record Pass(List<RawObject> events, List<RawObject> rejected) {
  /**
   * All of them, in as many passes as it takes; one when there are none.
   *
   * @param bytesMax of each kind of objects, unless a single one is larger
   */
  static List<Pass> of(List<RawObject> events, List<RawObject> rejected, long bytesMax) {
    var eventParts = parts(events, bytesMax);
    var rejectedParts = parts(rejected, bytesMax);
    var passes = new ArrayList<Pass>();
    for (int i = 0; i < Math.max(1, Math.max(eventParts.size(), rejectedParts.size())); i++) {
      passes.add(new Pass(part(eventParts, i), part(rejectedParts, i)));
    }
    return passes;
  }

  private static List<RawObject> part(List<List<RawObject>> parts, int number) {
    return number < parts.size() ? parts.get(number) : List.of();
  }

  private static List<List<RawObject>> parts(List<RawObject> objects, long bytesMax) {
    var parts = new ArrayList<List<RawObject>>();
    long bytes = 0;
    for (var object : objects) {
      bytes += object.bytes();
      if (parts.isEmpty() || bytes > bytesMax) {
        parts.add(new ArrayList<>());
        bytes = object.bytes();
      }
      parts.getLast().add(object);
    }
    return parts;
  }
}
