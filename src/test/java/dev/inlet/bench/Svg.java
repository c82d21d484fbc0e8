package dev.inlet.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A drawing, element by element; how each looks is said by its class. */
final class Svg {
  private final StringBuilder elements = new StringBuilder();

  record Point(double x, double y) {
    @Override
    public String toString() {
      return number(x) + "," + number(y);
    }
  }

  Svg rectangle(String look, double x, double y, double width, double height) {
    return put(
        "<rect class='%s' x='%s' y='%s' width='%s' height='%s'/>%n"
            .formatted(look, number(x), number(y), number(width), number(height)));
  }

  Svg line(String look, Point from, Point to) {
    return put(
        "<line class='%s' x1='%s' y1='%s' x2='%s' y2='%s'/>%n"
            .formatted(look, number(from.x), number(from.y), number(to.x), number(to.y)));
  }

  Svg curve(String look, List<Point> points) {
    var all = points.stream().map(Point::toString).collect(Collectors.joining(" "));
    return put("<polyline class='%s' points='%s'/>%n".formatted(look, all));
  }

  Svg text(String look, double x, double y, String text) {
    return put(
        "<text class='%s' x='%s' y='%s'>%s</text>%n"
            .formatted(look, number(x), number(y), escaped(text)));
  }

  /** Draws another one over it. */
  Svg with(Svg other) {
    return put(other.elements.toString());
  }

  private Svg put(String element) {
    elements.append(element);
    return this;
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  /**
   * The whole of it.
   *
   * @param title for those who have it read out
   */
  String document(double width, double height, String title, String style) {
    return """
    <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %s %s' role='img'>
    <title>%s</title>
    <style>
    %s</style>
    %s</svg>
    """
        .formatted(number(width), number(height), escaped(title), style, elements);
  }
}
