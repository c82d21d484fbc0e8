package dev.inlet.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.delivery.directory.DirectoryObjects;
import dev.inlet.lake.Format;
import dev.inlet.lake.Lake;
import dev.inlet.lake.Order;
import dev.inlet.lake.Resources;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Erasures that are killed somewhere, and run again. */
@Timeout(900)
class EraseKillIT {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int KILLS = Integer.getInteger("erase.kills", 4);
  private static final int OBJECTS = 6;
  private static final int LINES = 400;
  private static final long SEED = System.nanoTime();
  private static final List<String> PERSON =
      List.of("person-0@example.org", "person-1@example.org", "person-2@example.org");
  private static final List<String> TABLES =
      List.of(
          "(select * exclude (etl_timestamp) from processed.events)",
          "processed.identities",
          "processed.profiles",
          "processed.rejected",
          "aggregated.daily_events",
          "aggregated.feature_usage",
          "aggregated.sessions",
          "aggregated.retention",
          "aggregated.retention_drivers");

  private @TempDir Path folder;

  @Test
  void loseNothingOfOthersAndAreCompletedByTheNext() throws IOException {
    var random = new Random(SEED);
    var others = live(random);
    assertThat(run("lake", "build").exit(LONG)).isZero();
    copy(data(), folder.resolve("before"));
    long begin = System.nanoTime();
    erase(0);
    long usual = System.nanoTime() - begin;
    assertErased(others);
    var tables = rows();

    for (int kill = 0; kill < KILLS; kill++) {
      delete(data());
      copy(folder.resolve("before"), data());
      long after = random.nextLong(usual / 3, usual);
      try (var erase = run("lake", "erase", PERSON.getFirst(), "--yes")) {
        TimeUnit.NANOSECONDS.sleep(after);
        erase.kill();
      } catch (InterruptedException hurried) {
        throw new IllegalStateException(hurried);
      }
      erase(kill);
      assertErased(others);
      assertThat(rows()).as("seed %d, kill %d", SEED, kill).isEqualTo(tables);
    }
    assertThat(lake().build(new DirectoryObjects(folder("lake")), Order.ALL, stage -> {}).objects())
        .isEqualTo(OBJECTS + 1);
    assertThat(rows()).as("seed %d, made anew", SEED).isEqualTo(tables);
  }

  private void erase(int kill) {
    try (var erase = run("lake", "erase", PERSON.getFirst(), "--yes")) {
      assertThat(erase.exit(LONG)).as("seed %d, kill %d: %s", SEED, kill, erase.output()).isZero();
    }
  }

  private void assertErased(List<String> others) throws IOException {
    assertThat(Remains.of(data(), PERSON)).isEmpty();
    assertThat(LakeFolder.linesBelow(folder("lake/raw")))
        .containsExactlyInAnyOrderElementsOf(others);
  }

  /** Returns the lines of others. */
  private List<String> live(Random random) throws IOException {
    var others = new ArrayList<String>();
    for (int object = 0; object < OBJECTS; object++) {
      var lines = new ArrayList<String>();
      for (int i = 0; i < LINES; i++) {
        lines.add(line(object + "-" + i, random));
      }
      // What holds the person together is in one object only.
      if (object == 0) {
        lines.add(alias("l1", PERSON.get(2), PERSON.get(1)));
        lines.add(alias("l2", PERSON.get(1), PERSON.get(0)));
      }
      put("events", object, lines);
      others.addAll(lines);
    }
    var refused = new ArrayList<String>();
    for (int i = 0; i < 20; i++) {
      refused.add(
          "{\"id\":\"r%d\",\"type\":\"rejected\",\"receivedAt\":\"2026-11-21T01:00:00.000Z\",\"path\":\"/track\",\"errors\":[],\"body\":\"{\\\"userId\\\":\\\"person-%d@example.org\\\"}\"}"
              .formatted(i, i));
    }
    put("rejected", OBJECTS, refused);
    others.addAll(refused);
    others.removeIf(line -> PERSON.stream().anyMatch(line::contains));
    return others;
  }

  private void put(String stream, int number, List<String> lines) throws IOException {
    var object =
        folder("lake/raw/%s/date=2026-11-21/hour=01/s-%d.json.gz".formatted(stream, number));
    Files.createDirectories(object.getParent());
    try (var out = new GZIPOutputStream(Files.newOutputStream(object))) {
      out.write((String.join("\n", lines) + "\n").getBytes(UTF_8));
    }
  }

  private static String line(String id, Random random) {
    long time = 1_795_219_200L - random.nextInt(40 * 86_400);
    int user = random.nextInt(30);
    var start = "{\"id\":\"%s\",\"type\":\"%s\",\"receivedAt\":\"2026-11-21T01:00:00.000Z\",";
    return random.nextInt(12) == 0
        ? start.formatted(id, "profile")
            + "\"userId\":\"person-%d@example.org\",\"attributes\":{\"n\":%d},\"timestampUTC\":%d}"
                .formatted(user, random.nextInt(9), time)
        : start.formatted(id, "track")
            + "\"userId\":\"person-%d@example.org\",\"eventName\":\"e%d\",\"metadata\":{},\"timestampUTC\":%d}"
                .formatted(user, random.nextInt(5), time);
  }

  private static String alias(String id, String from, String to) {
    return "{\"id\":\"%s\",\"type\":\"alias\",\"receivedAt\":\"2026-11-21T01:00:00.000Z\",\"newUserId\":\"%s\",\"originalUserId\":\"%s\",\"timestampUTC\":1795000000}"
        .formatted(id, to, from);
  }

  private InletProcess run(String... arguments) {
    return Launch.in(folder).option("-Djava.io.tmpdir=" + folder).arguments(arguments).start();
  }

  private Lake lake() {
    return new Lake(folder("lake"), Clock.systemUTC(), Resources.usual());
  }

  private String rows() throws IOException {
    var out = new StringWriter();
    try (var reading = lake().read()) {
      for (var table : TABLES) {
        reading.query("from " + table + " order by all", Format.CSV, new PrintWriter(out));
      }
    }
    return out.toString();
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path folder(String name) {
    return data().resolve(name);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var paths = Files.walk(from)) {
      for (var path : paths.filter(Files::isRegularFile).toList()) {
        var target = to.resolve(from.relativize(path).toString());
        Files.createDirectories(target.getParent());
        Files.copy(path, target);
      }
    }
  }

  private static void delete(Path below) throws IOException {
    try (var paths = Files.walk(below)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
