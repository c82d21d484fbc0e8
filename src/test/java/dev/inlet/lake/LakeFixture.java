package dev.inlet.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.delivery.directory.DirectoryObjects;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A lake in a folder: raw objects are put into it, tables built of them, and queries answered. */
final class LakeFixture {
  /** A Saturday. */
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  static final long NOW_SECONDS = NOW.getEpochSecond();

  private static final Resources RESOURCES = new Resources(256L << 20, 2);

  private final Path folder;
  private final Lake lake;
  private int objects;

  LakeFixture(Path folder) {
    this(folder, NOW);
  }

  LakeFixture(Path folder, Instant now) {
    this(folder, now, null);
  }

  /** One whose tables are published. */
  LakeFixture(Path folder, Instant now, @Nullable Place place) {
    this.folder = folder;
    this.lake = new Lake(folder, Clock.fixed(now, ZoneOffset.UTC), RESOURCES, place);
  }

  Path folder() {
    return folder;
  }

  Path warehouse() {
    return folder.resolve("warehouse");
  }

  /** Puts a raw object of these lines there; returns its key. */
  String put(String... lines) {
    return putAt("raw/events/date=2026-11-21/hour=01/s-%03d.json.gz".formatted(objects++), lines);
  }

  String putAt(String key, String... lines) {
    var file = folder.resolve(key);
    try {
      Files.createDirectories(file.getParent());
      var text = (String.join("\n", lines) + "\n").getBytes(UTF_8);
      try (var out = Files.newOutputStream(file);
          var packed = key.endsWith(".gz") ? new GZIPOutputStream(out) : out) {
        packed.write(text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return key;
  }

  Built build() {
    return build(Order.NEWS);
  }

  Built rebuild() {
    return build(Order.ALL);
  }

  Built build(Order order) {
    try {
      return lake.build(new DirectoryObjects(folder), order, stage -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int compact() {
    try {
      return lake.compact(stage -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void publish() throws IOException {
    lake.publish(false, stage -> {});
  }

  void takeOver() throws IOException {
    lake.publish(true, stage -> {});
  }

  /** The rows of a result, their cells with commas between. */
  List<String> rows(String sql) {
    return query(sql, Format.CSV).lines().skip(1).toList();
  }

  String query(String sql, Format format) {
    var out = new StringWriter();
    try (var reading = lake.read()) {
      reading.query(sql, format, new PrintWriter(out));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /** What is known of the records that have this id. */
  String trace(String id) {
    var out = new StringWriter();
    try (var reading = lake.read()) {
      reading.trace(id, new DirectoryObjects(folder), new PrintWriter(out));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /** All rows of all tables, without the time at which they were written. */
  String everything() {
    var all = new StringBuilder();
    try (var reading = lake.read()) {
      for (var model : Model.values()) {
        var out = new StringWriter();
        var columns = model.columnList().replace(Model.WRITTEN_AT + ", ", "");
        reading.query(
            "select %s from %s order by all".formatted(columns, model.fullName()),
            Format.CSV,
            new PrintWriter(out));
        all.append(model.fullName()).append('\n').append(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toString();
  }

  static String track(String id, String user, String event, long timestamp) {
    return track(id, user, event, timestamp, "2026-11-21T01:00:00.000Z", "{}");
  }

  static String track(
      String id, String user, String event, long timestamp, String receivedAt, String metadata) {
    return """
    {"id":"%s","type":"track","receivedAt":"%s","userId":"%s","eventName":"%s","metadata":%s,"timestampUTC":%d}\
    """
        .formatted(id, receivedAt, user, event, metadata, timestamp);
  }

  static String alias(String id, String from, String to, long timestamp) {
    return """
    {"id":"%s","type":"alias","receivedAt":"2026-11-21T01:00:00.000Z","newUserId":"%s","originalUserId":"%s","timestampUTC":%d}\
    """
        .formatted(id, to, from, timestamp);
  }

  static String profile(String id, String user, String attributes, long timestamp) {
    return """
    {"id":"%s","type":"profile","receivedAt":"2026-11-21T01:00:00.000Z","userId":"%s","attributes":%s,"timestampUTC":%d}\
    """
        .formatted(id, user, attributes, timestamp);
  }
}
