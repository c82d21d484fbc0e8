package dev.inlet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Bodies of {@code /track}, each with other users and values, so that their lines shrink as those
 * of apps do. They are the same each time.
 */
final class Bodies {
  private static final int EVENTS = 8000;
  private static final int BODIES_MAX = 1000;
  private static final List<String> NAMES =
      List.of("report_exported", "page_viewed", "signup_completed", "item_added", "search_done");
  private static final List<String> PAGES =
      List.of("/reports/quarterly", "/settings/profile", "/projects/1842", "/search", "/checkout");
  private static final List<String> FORMATS = List.of("csv", "pdf", "xlsx", "json");
  private static final List<String> FILTERS = List.of("region", "owner", "state", "month", "team");

  private Bodies() {}

  /** Writes them to a file, one a line. */
  static Path write(Path file, int events) throws IOException {
    return Files.write(file, of(events));
  }

  /** Bodies of so many events each. */
  static List<String> of(int events) {
    var random = new Random(events);
    return Stream.generate(() -> body(events, random))
        .limit(Math.clamp(EVENTS / events, 1, BODIES_MAX))
        .toList();
  }

  private static String body(int events, Random random) {
    return Stream.generate(() -> event(random))
        .limit(events)
        .collect(
            Collectors.joining(
                ",",
                "{\"userId\":\"%016x%016x\",\"events\":["
                    .formatted(random.nextLong(), random.nextLong()),
                "]}"));
  }

  private static String event(Random random) {
    return """
    {"eventName":"%s","metadata":{"format":"%s","rows":%d,"ratio":0.%02d,\
    "filters":["%s","%s"],"fullScreen":%b,"path":"%s"},"timestampUTC":%d}\
    """
        .formatted(
            one(NAMES, random),
            one(FORMATS, random),
            random.nextInt(10_000),
            random.nextInt(100),
            one(FILTERS, random),
            one(FILTERS, random),
            random.nextBoolean(),
            one(PAGES, random),
            1_795_224_409_123L + random.nextInt(86_400_000));
  }

  private static String one(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
