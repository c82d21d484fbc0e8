package dev.inlet.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.event.BodyReader;
import dev.inlet.event.Call;
import dev.inlet.event.Envelope;
import dev.inlet.event.EventLimits;
import dev.inlet.event.Reading;
import dev.inlet.event.RequestIds;
import java.io.ByteArrayOutputStream;
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
public final class Bodies {
  private static final int EVENTS = 8000;
  private static final int BODIES_MAX = 1000;
  private static final int EVENT_BYTES_MAX = 1 << 18;
  private static final long RECEIVED_AT_MILLIS = 1_795_224_409_123L;
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
  public static List<String> of(int events) {
    var random = new Random(events);
    return Stream.generate(() -> body(events, random))
        .limit(Math.clamp(EVENTS / events, 1, BODIES_MAX))
        .toList();
  }

  /** The lines of so many bodies, as they are kept, one after the other. */
  public static byte[] lines(int events, int bodies) {
    var reader = new BodyReader(new EventLimits(events, EVENT_BYTES_MAX, Integer.MAX_VALUE));
    var ids = new RequestIds();
    var all = new ByteArrayOutputStream();
    for (var body : of(events).subList(0, bodies)) {
      var utf8 = body.getBytes(UTF_8);
      var reading = (Reading.Accepted) reader.read(Call.TRACK, utf8, utf8.length);
      var id = ids.next(RECEIVED_AT_MILLIS);
      var lines = reading.lines(new Envelope(id, RECEIVED_AT_MILLIS, null, null, null, null));
      all.write(lines.bytes(), 0, lines.length());
    }
    return all.toByteArray();
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
            RECEIVED_AT_MILLIS + random.nextInt(86_400_000));
  }

  private static String one(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
