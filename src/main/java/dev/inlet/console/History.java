package dev.inlet.console;

import java.util.ArrayDeque;
import java.util.List;

/** The last hour, in points. */
final class History {
  static final int POINTS_MAX = 360;

  /**
   * A while that has passed.
   *
   * @param endMillis its end
   * @param good events that were taken in it
   * @param bad verdicts that were not
   * @param delivered lines that were delivered in it
   * @param waiting lines that were not delivered at its end
   * @param oldestSeconds how long the oldest of these had waited then
   */
  record Point(
      long endMillis, long good, long bad, long delivered, long waiting, double oldestSeconds) {}

  private final ArrayDeque<Point> points = new ArrayDeque<>();

  synchronized void add(Point point) {
    points.addLast(point);
    if (points.size() > POINTS_MAX) {
      points.removeFirst();
    }
  }

  /** The oldest first. */
  synchronized List<Point> points() {
    return List.copyOf(points);
  }
}
