package dev.inlet.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.standin.Setup;
import dev.inlet.standin.StandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tables of what was delivered to a bucket, by the jar as people run it. */
@Timeout(300)
class LakeBucketIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final List<String> TABLES =
      List.of(
          "select * exclude (etl_timestamp) from processed.events",
          "select * from processed.identities",
          "select * from processed.profiles",
          "select * from processed.rejected",
          "select * from aggregated.daily_events",
          "select * from aggregated.feature_usage",
          "select * from aggregated.sessions");

  private @TempDir Path folder;
  private StandIn standIn;

  @BeforeEach
  void start() throws IOException {
    standIn = StandIn.start(Setup.in(folder.resolve("aws")));
  }

  @AfterEach
  void end() {
    standIn.close();
  }

  @Test
  void areThoseOfTheSameObjectsInAFolder() {
    try (var inlet = launch().ready()) {
      post(inlet, "/track", track("cookie", "visit"), 200);
      post(inlet, "/track", track("ada", "bought"), 200);
      post(
          inlet,
          "/alias",
          "{\"originalUserId\":\"cookie\",\"newUserId\":\"ada\",\"timestampUTC\":1795237224}",
          200);
      post(
          inlet,
          "/profile",
          "{\"userId\":\"ada\",\"attributes\":{\"plan\":\"pro\"},\"timestampUTC\":1795237224}",
          200);
      post(inlet, "/track", track(" ", "nobody"), 400);
      assertThat(inlet.terminate().exit(LONG)).isZero();
    }
    assertThat(standIn.keys(Setup.BUCKET, "app/raw/")).hasSizeGreaterThanOrEqualTo(2);

    assertThat(says(launch(), "build")).contains("5 records of");
    assertThat(says(launch(), "build")).contains("Nothing new");
    var inBucket = rows(launch());
    assertThat(inBucket.getFirst()).contains("bought", "visit").doesNotContain(",cookie,cookie,");

    var here = folder.resolve("aws").resolve(Setup.BUCKET).resolve("app").toString();
    var local = Launch.in(folder).with("INLET_DATA", folder("other"));
    assertThat(says(local, "build", "--lake", here)).contains("5 records of");
    assertThat(rows(local)).isEqualTo(inBucket);

    assertThat(says(launch(), "build", "--rebuild")).contains("5 records of");
    assertThat(rows(launch())).isEqualTo(inBucket);
  }

  @Test
  void areBuiltByTheServerWhenItIsTold() {
    var launch = launch().with("INLET_LAKE_EVERY", "1s").with("INLET_DELIVERY_LINGER_MAX", "100ms");
    try (var inlet = launch.ready()) {
      post(inlet, "/track", track("ada", "bought"), 200);
      InletProcess.await(
          "the tables hold the event",
          LONG,
          () -> inlet.output().contains("Tables: 1 records of 1 raw objects"));
      assertThat(inlet.terminate().exit(LONG)).isZero();
    }
    assertThat(says(launch(), "query", "select event_name from processed.events"))
        .contains("bought");
  }

  private Launch launch() {
    var launch =
        Launch.in(folder)
            .with("INLET_SINK", "s3")
            .with("INLET_S3_BUCKET", Setup.BUCKET)
            .with("INLET_S3_PREFIX", "app/");
    for (var variable : standIn.environment().entrySet()) {
      launch = launch.with(variable.getKey(), variable.getValue());
    }
    return launch;
  }

  private Path folder(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String track(String user, String event) {
    return """
    {"userId":"%s","events":[{"eventName":"%s","metadata":{"n":1.50},"timestampUTC":1795237224}]}\
    """
        .formatted(user, event);
  }

  private static void post(InletProcess inlet, String path, String body, int status) {
    assertThat(Http.once(inlet.port(), "POST", path, body).status()).isEqualTo(status);
  }

  private static List<String> rows(Launch launch) {
    var rows = new ArrayList<String>();
    for (var table : TABLES) {
      rows.add(says(launch, "query", "--format", "csv", table + " order by all"));
    }
    return rows;
  }

  private static String says(Launch launch, String... arguments) {
    var all = new ArrayList<>(List.of("lake"));
    all.addAll(List.of(arguments));
    try (var lake = launch.arguments(all.toArray(String[]::new)).start()) {
      assertThat(lake.exit(LONG)).as(lake.output()).isZero();
      return lake.output();
    }
  }
}
