package dev.inlet.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tables, by the jar as people run it. */
@Timeout(300)
class LakeIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String EVENT =
      """
      {"userId":"ada","events":[{"eventName":"bought","metadata":{},"timestampUTC":1795237224}]}\
      """;

  private static final String NAME = "0123456789ab-00000000000000000000-00000000000000000000.json";
  private static final String LINE =
      """
      {"id":"a-0","type":"track","receivedAt":"2020-01-01T00:00:01.000Z","userId":"u",\
      "eventName":"e","metadata":{},"timestampUTC":1577836801}
      """;

  private @TempDir Path folder;

  @Test
  void areBuiltBesideTheServerAndAnswerWhileItRuns() {
    var launch =
        Launch.in(folder).with("INLET_LAKE_EVERY", "1s").with("INLET_DELIVERY_LINGER_MAX", "100ms");
    try (var inlet = launch.ready()) {
      assertThat(Http.once(inlet.port(), "POST", "/track", EVENT).status()).isEqualTo(200);
      InletProcess.await(
          "the tables hold the event",
          LONG,
          () -> inlet.output().contains("Tables: 1 records of 1 raw objects"));

      assertThat(
              says(
                  0,
                  "query",
                  "--format",
                  "json",
                  "select person_id, event_name from processed.events"))
          .isEqualTo("[{\"person_id\":\"ada\",\"event_name\":\"bought\"}]\n");
      assertThat(inlet.terminate().exit(LONG)).isZero();
      assertThat(inlet.output()).doesNotContain("bought");
    }
  }

  @Test
  void keepRawObjectsForAsLongAsTheyAreWanted() throws Exception {
    var old = put();
    var launch = Launch.in(folder).with("INLET_LAKE_EVERY", "1s").with("INLET_LAKE_RAW_DAYS", "30");
    try (var inlet = launch.ready()) {
      InletProcess.await(
          "the object was deleted",
          LONG,
          () -> inlet.output().contains("1 raw objects were deleted, as they are older than 30"));
      assertThat(inlet.terminate().exit(LONG)).isZero();
    }

    assertThat(old).doesNotExist();
    assertThat(says(0, "query", "select id from processed.events")).contains("a-0");
    assertThat(says(1, "build", "--rebuild")).contains("are gone").contains(NAME);
    says(0, "build", "--rebuild", "--from-what-is-left");
    assertThat(says(0, "query", "select id from processed.events")).doesNotContain("a-0");
    assertThat(says(2, "build", "--from-what-is-left")).contains("is for --rebuild");
    assertThat(says(2, "build", "--raw-days=0")).contains("at least 1");
    assertThat(says(2, "build", "--raw-days=1", "--lake", "s3://bucket")).contains("lifecycle");
  }

  @Test
  void areMadeByACommand() throws Exception {
    Files.createDirectories(folder.resolve("data"));

    assertThat(says(1, "query", "select 1")).contains("there are no tables yet");
    assertThat(says(0, "build")).contains("Nothing new");
    assertThat(says(0, "tables")).contains("aggregated.retention_drivers");
    assertThat(says(0, "compact")).contains("0 files fewer");
    assertThat(says(1, "query", "drop table x")).contains("A query only reads");
    assertThat(says(2, "query", "select 1", "--file", "x")).contains("not both");
  }

  @Test
  void arePublishedInNoBucketThatNobodyNamed() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    var launch = Launch.in(folder).with("INLET_LAKE_CATALOG", "glue");
    for (var command : new String[][] {{"lake", "build"}, {}}) {
      try (var inlet = launch.arguments(command).start()) {
        assertThat(inlet.exit(LONG)).isEqualTo(2);
        assertThat(inlet.output())
            .contains("INLET_LAKE_CATALOG (inlet.lake.catalog) is 'glue', but no bucket is named")
            .contains("INLET_LAKE_WAREHOUSE");
      }
    }
    assertThat(says(2, "build", "--take-over")).contains("INLET_LAKE_CATALOG=glue");
  }

  @Test
  void areBuiltHereAlsoWhenNobodyTakesThem() throws Exception {
    put();
    var launch =
        Launch.in(folder)
            .with("INLET_LAKE_CATALOG", "glue")
            .with("INLET_LAKE_WAREHOUSE", "s3://nobodys-lake/warehouse")
            .with("AWS_ENDPOINT_URL", "http://127.0.0.1:" + Ports.free())
            .with("AWS_REGION", "us-east-1")
            .with("AWS_ACCESS_KEY_ID", "test")
            .with("AWS_SECRET_ACCESS_KEY", "test");
    try (var inlet = launch.arguments("lake", "build").start()) {
      assertThat(inlet.exit(LONG)).isEqualTo(1);
      assertThat(inlet.output())
          .contains("1 records of 1 raw objects are in the tables")
          .contains("not all of it is published: Glue: ")
          .contains("The next build tries it again.");
    }
    assertThat(says(0, "query", "select id from processed.events")).contains("a-0");
    assertThat(says(1, "build")).contains("s3://nobodys-lake/warehouse").contains("--rebuild");
  }

  @Test
  void needNothingOfGlueWhenNobodyAsksForIt() throws Exception {
    put();
    var loaded = folder.resolve("loaded");
    var launch = Launch.in(folder).option("-Xlog:class+load:file=" + loaded);
    try (var inlet = launch.arguments("lake", "build").start()) {
      assertThat(inlet.exit(LONG)).as(inlet.output()).isZero();
    }
    assertThat(Files.readString(loaded)).contains("dev.inlet.lake.Lake ").doesNotContain("glue.");
    try (var inlet = launch.ready()) {
      assertThat(inlet.terminate().exit(LONG)).isZero();
    }
    assertThat(Files.readString(loaded)).contains("dev.inlet.Wiring ").doesNotContain("glue.");
  }

  /** Puts an old raw object there. */
  private Path put() throws IOException {
    var old = folder.resolve("data/lake/raw/events/date=2020-01-01/hour=00/" + NAME);
    Files.createDirectories(old.getParent());
    return Files.writeString(old, LINE);
  }

  private String says(int status, String... arguments) {
    var all = new String[arguments.length + 1];
    all[0] = "lake";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    try (var lake = Launch.in(folder).arguments(all).start()) {
      assertThat(lake.exit(LONG)).as(lake.output()).isEqualTo(status);
      return lake.output();
    }
  }
}
