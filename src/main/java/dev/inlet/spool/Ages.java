package dev.inlet.spool;

import java.util.ArrayDeque;

/** When the lines that wait were received, to the second, in a few bytes a second. */
final class Ages {
  private static final long STEP_MILLIS = 1000;

  private final ArrayDeque<Mark> marks = new ArrayDeque<>();

  void add(long sequence, long receivedAtMillis) {
    var last = marks.peekLast();
    if (last == null || Math.abs(receivedAtMillis - last.receivedAtMillis) >= STEP_MILLIS) {
      marks.add(new Mark(sequence, receivedAtMillis));
    }
  }

  /** Forgets what is only about lines below this sequence. */
  void deliver(long delivered) {
    var first = marks.poll();
    while (first != null && !marks.isEmpty() && marks.element().sequence <= delivered) {
      first = marks.remove();
    }
    if (first != null) {
      marks.push(first);
    }
  }

  /** When the oldest line from this sequence on was received; 0 when there never was one. */
  long oldestMillis(long delivered) {
    deliver(delivered);
    var first = marks.peek();
    return first == null ? 0 : first.receivedAtMillis;
  }

  private record Mark(long sequence, long receivedAtMillis) {}
}
