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
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Builds that are killed at random moments, and what the next one makes of it. */
@Timeout(900)
class LakeKillIT {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int KILLS = Integer.getInteger("lake.kills", 20);
  private static final int LINES = 500;
  private static final long SEED = System.nanoTime();

  private static final List<String> TABLES =
      List.of(
          "(select * exclude (etl_timestamp) from processed.events)",
          "processed.identities",
          "processed.profiles",
          "processed.link_reports",
          "aggregated.daily_events",
          "aggregated.feature_usage",
          "aggregated.sessions",
          "aggregated.retention",
          "aggregated.retention_drivers");

  private @TempDir Path folder;
  private @TempDir Path temporary;

  @Test
  void leaveTheLastGoodStateAndTheNextBuildIsAsACleanOne() throws IOException {
    var random = new Random(SEED);
    int object = 0;
    put(object++, random);
    long usual = build();
    var state = rows(lake());

    for (int kill = 0; kill < KILLS; kill++) {
      put(object++, random);
      kill(random.nextLong(usual + usual / 5));
      var after = rows(lake());
      if (!after.equals(state)) {
        build();
        assertThat(rows(lake()))
            .as("seed %d, killed after it was committed", SEED)
            .isEqualTo(after);
        state = after;
      }
    }
    build();

    var built = rows(lake());
    assertThat(filesOfNoBuild()).as("seed %d", SEED).isEmpty();
    assertThat(
            lake()
                .build(new DirectoryObjects(folder.resolve("data/lake")), Order.ALL, stage -> {})
                .objects())
        .isEqualTo(object);
    assertThat(rows(lake())).as("seed %d, made anew", SEED).isEqualTo(built);
    assertThat(building()).isEmptyDirectory();
  }

  /** Builds, and tells for how long it was at work on the tables, in nanoseconds. */
  private long build() throws IOException {
    try (var build = start()) {
      awaitWork(build);
      long begin = System.nanoTime();
      assertThat(build.exit(LONG)).as(build.output()).isZero();
      return System.nanoTime() - begin;
    } finally {
      unpacked();
    }
  }

  /** Before a build is at work on the tables there is nothing in it to be killed. */
  private void kill(long afterNanos) throws IOException {
    try (var build = start()) {
      awaitWork(build);
      TimeUnit.NANOSECONDS.sleep(afterNanos);
      build.kill();
    } catch (InterruptedException hurried) {
      throw new IllegalStateException(hurried);
    } finally {
      unpacked();
    }
  }

  private InletProcess start() {
    return Launch.in(folder)
        .option("-XX:TieredStopAtLevel=1")
        .option("-Djava.io.tmpdir=" + temporary)
        .arguments("lake", "build")
        .start();
  }

  /** Until the build has its folder, or has ended as it found nothing new. */
  private void awaitWork(InletProcess build) throws IOException {
    var dead = Set.copyOf(names(building()));
    long end = System.nanoTime() + LONG.toNanos();
    while (build.isAlive() && dead.containsAll(names(building())) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private Path building() {
    return folder.resolve("data/lake/warehouse/.building");
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var paths = Files.list(folder)) {
      return paths.map(path -> path.getFileName().toString()).toList();
    }
  }

  /** What a process that is killed has unpacked stays. */
  private void unpacked() throws IOException {
    try (var paths = Files.list(temporary)) {
      for (var path : paths.filter(Files::isRegularFile).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Files of the tables that no build made that was committed. */
  private List<Path> filesOfNoBuild() throws IOException {
    var warehouse = folder.resolve("data/lake/warehouse");
    var builds = new HashSet<String>();
    try (var catalog =
            DriverManager.getConnection("jdbc:sqlite:" + warehouse.resolve("catalog.db"));
        var statement = catalog.createStatement();
        var rows = statement.executeQuery("select build from inlet_builds")) {
      while (rows.next()) {
        builds.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
    try (var paths = Files.walk(warehouse)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> !path.getFileName().toString().startsWith("catalog.db"))
          .filter(path -> builds.stream().noneMatch(path.toString()::contains))
          .toList();
    }
  }

  private Lake lake() {
    return new Lake(folder.resolve("data/lake"), Clock.systemUTC(), Resources.usual());
  }

  private static String rows(Lake lake) throws IOException {
    var out = new StringWriter();
    try (var reading = lake.read()) {
      for (var table : TABLES) {
        reading.query("from " + table + " order by all", Format.CSV, new PrintWriter(out));
      }
    }
    return out.toString();
  }

  private void put(int number, Random random) throws IOException {
    var object =
        folder.resolve(
            "data/lake/raw/events/date=2026-11-21/hour=01/s-%d.json.gz".formatted(number));
    Files.createDirectories(object.getParent());
    var unfinished = object.resolveSibling("." + object.getFileName());
    try (var out = new GZIPOutputStream(Files.newOutputStream(unfinished))) {
      var lines =
          IntStream.range(0, LINES)
              .mapToObj(i -> line(number + "-" + i, random))
              .collect(Collectors.joining("\n", "", "\n"));
      out.write(lines.getBytes(UTF_8));
    }
    Files.move(unfinished, object);
  }

  private static String line(String id, Random random) {
    long time = 1_795_219_200L - random.nextInt(40 * 86_400);
    var start = "{\"id\":\"%s\",\"receivedAt\":\"2026-11-21T01:00:00.000Z\",".formatted(id);
    int user = random.nextInt(300);
    return start
        + switch (random.nextInt(20)) {
          case 0 ->
              "\"type\":\"alias\",\"newUserId\":\"u%d\",\"originalUserId\":\"u%d\",\"timestampUTC\":%d}"
                  .formatted(random.nextInt(300), user, time);
          case 1 ->
              "\"type\":\"profile\",\"userId\":\"u%d\",\"attributes\":{\"n\":%d},\"timestampUTC\":%d}"
                  .formatted(user, random.nextInt(9), time);
          default ->
              "\"type\":\"track\",\"userId\":\"u%d\",\"eventName\":\"e%d\",\"metadata\":{},\"timestampUTC\":%d}"
                  .formatted(user, random.nextInt(5), time);
        };
  }
}
