package dev.inlet.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.delivery.directory.DirectoryObjects;
import dev.inlet.generate.Generate;
import dev.inlet.generate.Plan;
import dev.inlet.lake.Lake;
import dev.inlet.lake.Order;
import dev.inlet.lake.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.zip.GZIPOutputStream;

/** A lake of people who don't exist, and of some who name what they do as an attacker would. */
final class SampleLake {
  static final String EVIL = "<img src=x onerror=window.hacked=1>";
  private static final int EVIL_PEOPLE = 45;
  private static final Instant COME = Instant.parse("2026-10-14T09:00:00Z");

  /** In the second week after. */
  private static final Instant COME_BACK = Instant.parse("2026-10-29T09:00:00Z");

  private static final Instant UNTIL = Instant.parse("2026-11-21T00:00:00Z");

  private SampleLake() {}

  /** Makes raw objects in the data folder, and no tables of them. */
  static void generate(Path data, int people) {
    try {
      var lake = Files.createDirectories(data.resolve("lake"));
      new Generate(new Plan(people, 50, 1, UNTIL), (share, events) -> {})
          .into(new DirectoryObjects(lake));
      var folder = lake.resolve("raw/events/date=2026-10-14/hour=09");
      Files.createDirectories(folder);
      try (var out =
          new GZIPOutputStream(Files.newOutputStream(folder.resolve("evil-1-2.json.gz")))) {
        for (int i = 0; i < EVIL_PEOPLE; i++) {
          out.write(line(i, "=1+1", COME).getBytes(UTF_8));
          out.write(line(i, EVIL, COME).getBytes(UTF_8));
          if (i % 2 == 0) {
            out.write(line(i, EVIL, COME_BACK).getBytes(UTF_8));
          }
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException hurried) {
      throw new IllegalStateException(hurried);
    }
  }

  private static String line(int person, String eventName, Instant time) {
    return """
    {"id":"evil-%s-%d-%d","type":"track","receivedAt":"%s.000Z","userId":"evil-%d","eventName":"%s","metadata":{},"timestampUTC":%d}
    """
        .formatted(
            eventName.charAt(0),
            person,
            time.getEpochSecond(),
            time.toString().replace("Z", ""),
            person,
            eventName,
            time.getEpochSecond());
  }

  /** Builds the tables, as if it were just after the last event. */
  static void build(Path data) {
    var lake = data.resolve("lake");
    try (var raw = new DirectoryObjects(lake)) {
      new Lake(lake, Clock.fixed(UNTIL, ZoneOffset.UTC), Resources.usual())
          .build(raw, Order.NEWS, stage -> {});
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
