package dev.inlet.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PictureTest {
  private static final Machine MACHINE = new Machine("a processor", 2, "6.1", "25", 0.3);
  private static final Kind KIND = new Kind(20, 256);

  @Test
  void drawsEachRatioAsABarOfItsLength() throws Exception {
    var picture = drawn(report(List.of(rate("a", 1), rate("c", 0.4), rate("d", 0.2)), List.of()));

    double ofC = width(picture, "fill-c");
    double ofD = width(picture, "fill-d");
    assertThat(ofC).isCloseTo(2 * ofD, within(0.2));
  }

  @Test
  void drawsALatencyThatIsHigherHigherUp() throws Exception {
    var timings = List.of(timing("a", 0.1), timing("c", 0.9));
    var picture = drawn(report(List.of(rate("a", 1), rate("c", 0.4)), timings));

    assertThat(lastY(picture, "line-c")).isLessThan(lastY(picture, "line-a"));
  }

  @Test
  void namesWhatHasACurveAndNoBar() throws Exception {
    var timings = List.of(timing("c", 0.9), timing(DiskAlone.NAME, 0.1));
    var picture = drawn(report(List.of(rate("a", 1), rate("c", 0.4)), timings));

    assertThat(elements(picture, "rect", "fill-s")).hasSize(1);
    assertThat(points(picture, "line-s")).hasSameSizeAs(points(picture, "line-c"));
  }

  @Test
  void leavesOutWhatTooFewRequestsTell() throws Exception {
    var few =
        new Timing("c", KIND, 100, List.of(new double[] {1, 2, 3, 4, 5, Double.NaN, Double.NaN}));
    var picture = drawn(report(List.of(rate("a", 1), rate("c", 0.4)), List.of(few)));

    assertThat(points(picture, "line-c")).hasSize(5);
  }

  @Test
  void hasColoursForDarkPages() {
    assertThat(Picture.of(report(List.of(rate("a", 1)), List.of())))
        .contains("prefers-color-scheme: dark");
  }

  private static Report report(List<Report.Rate> rates, List<Timing> timings) {
    return new Report("2026-11-26T12:00:00Z", MACHINE, rates, timings, List.of());
  }

  private static Report.Rate rate(String server, double ratio) {
    return new Report.Rate(
        server, KIND, 1000, 1000, "a", new Interval(ratio, 0.9 * ratio, 1.1 * ratio), List.of());
  }

  private static Timing timing(String server, double millis) {
    var round = new double[Timing.SHARES.size()];
    Arrays.setAll(round, i -> millis * (i + 1));
    return new Timing(server, KIND, 100, List.of(round));
  }

  /** It is XML, or this fails. */
  private static Document drawn(Report report) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(Picture.of(report).getBytes(UTF_8)));
  }

  /** Of the bar, which comes after the key to the colours. */
  private static double width(Document picture, String look) {
    var bars = elements(picture, "rect", look);
    return Double.parseDouble(bars.get(bars.size() - 1).getAttribute("width"));
  }

  private static double lastY(Document picture, String look) {
    var points = points(picture, look);
    var last = points.get(points.size() - 1);
    return Double.parseDouble(last.substring(last.indexOf(',') + 1));
  }

  private static List<String> points(Document picture, String look) {
    return List.of(
        elements(picture, "polyline", look).get(0).getAttribute("points").split(" ", -1));
  }

  private static List<Element> elements(Document picture, String name, String look) {
    var found = new ArrayList<Element>();
    var all = picture.getElementsByTagName(name);
    for (int i = 0; i < all.getLength(); i++) {
      if (all.item(i) instanceof Element element && element.getAttribute("class").equals(look)) {
        found.add(element);
      }
    }
    return found;
  }
}
