package dev.inlet.console;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What was seen last, in order. The oldest goes when there are too many, or when they hold too much
 * memory. Each verdict has a number, and numbers are never used again.
 */
final class Ring {
  static final int EVENTS_MAX = 10_000;
  static final long BYTES_MAX = Math.min(16L << 20, Runtime.getRuntime().maxMemory() / 32);

  /**
   * A request in its place.
   *
   * @param first the number of its first verdict
   */
  record Placed(long first, Sighting sighting) {
    /** The number after its last verdict. */
    long end() {
      return first + sighting.size();
    }
  }

  private final int eventsMax;
  private final long bytesMax;
  private final ArrayDeque<Placed> placed = new ArrayDeque<>();
  private long bytes;
  private long next;

  Ring(int eventsMax, long bytesMax) {
    this.eventsMax = eventsMax;
    this.bytesMax = bytesMax;
  }

  synchronized void add(Sighting sighting) {
    placed.addLast(new Placed(next, sighting));
    next += sighting.size();
    bytes += sighting.bytes();
    while (placed.size() > 1 && (bytes > bytesMax || next - oldest() > eventsMax)) {
      bytes -= placed.removeFirst().sighting().bytes();
    }
  }

  /** The number of the oldest verdict that is still here; the next one's when there is none. */
  synchronized long oldest() {
    return placed.isEmpty() ? next : placed.getFirst().first();
  }

  /** The number that comes next. */
  synchronized long next() {
    return next;
  }

  /** The first requests that hold this number or a later one, at most so many. */
  synchronized List<Placed> from(long number, int max) {
    var found = new ArrayList<Placed>();
    for (var iterator = placed.descendingIterator(); iterator.hasNext(); ) {
      var one = iterator.next();
      if (one.end() <= number) {
        break;
      }
      found.add(one);
    }
    Collections.reverse(found);
    return found.size() > max ? List.copyOf(found.subList(0, max)) : found;
  }

  synchronized void clear() {
    placed.clear();
    bytes = 0;
  }
}
