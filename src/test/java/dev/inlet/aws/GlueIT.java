package dev.inlet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * The tables that the jar publishes, as an engine of others reads them that knows a Glue's catalog
 * and a bucket, and nothing of the folder that they were built in.
 */
@Timeout(400)
class GlueIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String BUCKET = "lake-of-glue";

  /** Of each table the columns whose numbers, and whose texts' lengths, are added up. */
  private static final Map<String, List<String>> TABLES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  "processed.events",
                  List.of("id", "user_id", "person_id", "event_name", "metadata")),
              Map.entry("processed.identities", List.of("user_id", "person_id")),
              Map.entry("processed.profiles", List.of("person_id", "attributes")),
              Map.entry("processed.rejected", List.of("path", "code")),
              Map.entry("processed.alias_calls", List.of("id", "user_id", "linked_to")),
              Map.entry("processed.profile_calls", List.of("id", "attributes")),
              Map.entry("processed.link_reports", List.of("kind", "user_id")),
              Map.entry("aggregated.daily_events", List.of("event_name", "events", "people")),
              Map.entry("aggregated.feature_usage", List.of("person_id", "event_name", "events")),
              Map.entry("aggregated.sessions", List.of("person_id", "events")),
              Map.entry("aggregated.retention", List.of("week", "people", "returned")),
              Map.entry("aggregated.retention_drivers", List.of("event_name", "people_with"))));

  private static final String PROGRAM =
      """
      import sys
      import pyarrow as pa
      import pyarrow.compute as pc
      from pyiceberg.catalog.glue import GlueCatalog
      endpoint = sys.argv[1]
      catalog = GlueCatalog("glue", **{
          "glue.endpoint": endpoint, "glue.region": "us-east-1", "glue.access-key-id": "test",
          "glue.secret-access-key": "test", "s3.endpoint": endpoint, "s3.region": "us-east-1",
          "s3.access-key-id": "test", "s3.secret-access-key": "test"})
      def added(column):
          text = pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
          return pc.sum(pc.utf8_length(column) if text else column).as_py() or 0
      snapshots = {}
      for row in catalog.load_table("inlet_processed.builds").scan().to_arrow().to_pylist():
          snapshots[row["table_name"]] = row["snapshot_id"]
      for argument in sys.argv[2:]:
          name, columns = argument.split(":")
          table = catalog.load_table("inlet_" + name)
          current = table.current_snapshot()
          assert snapshots.pop(name) == (current and current.snapshot_id), name
          rows = table.scan().to_arrow()
          print(name, rows.num_rows, sum(added(rows[c]) for c in columns.split(",")), sep=",")
      assert not snapshots
      """;

  private @TempDir Path folder;
  private AwsServer server;
  private S3AsyncClient s3;

  @BeforeEach
  void start() {
    server = PythonServer.moto();
    s3 = server.clients().s3();
    s3.createBucket(create -> create.bucket(BUCKET)).join();
    s3.putBucketVersioning(put ->
            put.bucket(BUCKET)
                .versioningConfiguration(how -> how.status(BucketVersioningStatus.ENABLED)))
        .join();
  }

  @AfterEach
  void end() {
    s3.close();
    server.close();
  }

  @Test
  void haveTheRowsThatQueriesAnswer() throws Exception {
    put("one", events(0, 300), profile("u1", 1), alias("u2", "u3"));
    assertThat(says(0, "build")).contains("302 records of 1 raw objects");
    put("two", events(300, 340), alias("u5", "u6"));
    assertThat(says(0, "build")).contains("41 records of 1 raw objects");

    var rows = queried();
    assertThat(rows).contains("processed.events,340,");
    assertThat(read()).isEqualTo(rows);

    says(0, "compact");
    assertThat(says(0, "erase", "u1", "--yes")).contains("\"complete\" : true");
    var left = queried();
    assertThat(left).contains("processed.events,").isNotEqualTo(rows);
    assertThat(read()).isEqualTo(left);
    assertThat(versions()).containsExactlyInAnyOrderElementsOf(files());
  }

  private void put(String name, String... lines) throws IOException {
    var raw = folder.resolve("data/lake/raw/events/date=2026-11-21/hour=01");
    Files.createDirectories(raw);
    Files.writeString(raw.resolve(name + ".json"), String.join("\n", lines) + "\n");
  }

  private static String events(int from, int to) {
    var lines = new ArrayList<String>();
    for (int i = from; i < to; i++) {
      lines.add(
          line(
              "e" + i,
              "track",
              "\"userId\":\"u%d\",\"eventName\":\"e%d\",\"metadata\":{\"n\":\"é😀%d\"}"
                  .formatted(i % 9, i % 4, i),
              i * 40_000));
    }
    return String.join("\n", lines);
  }

  private static String profile(String user, int plan) {
    var rest = "\"userId\":\"%s\",\"attributes\":{\"plan\":%d}".formatted(user, plan);
    return line("p" + user, "profile", rest, 0);
  }

  private static String alias(String from, String to) {
    var rest = "\"originalUserId\":\"%s\",\"newUserId\":\"%s\"".formatted(from, to);
    return line("a" + from, "alias", rest, 0);
  }

  private static String line(String id, String type, String rest, int before) {
    return """
    {"id":"%s","type":"%s","receivedAt":"2026-11-21T01:00:00.000Z",%s,"timestampUTC":%d}\
    """
        .formatted(id, type, rest, 1_795_237_224 - before);
  }

  private String queried() {
    var sql =
        TABLES.entrySet().stream()
            .map(table ->
                "select '%s', count(*), %s from %1$s"
                    .formatted(
                        table.getKey(),
                        table.getValue().stream()
                            .map(GlueIT::added)
                            .collect(Collectors.joining(" + "))))
            .collect(Collectors.joining(" union all "));
    return says(0, "query", "--format", "csv", sql + " order by 1")
        .lines()
        .skip(1)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String added(String column) {
    return ("coalesce(sum(case when typeof(%1$s) = 'VARCHAR' then length(cast(%1$s as varchar))"
            + " else try_cast(%1$s as bigint) end), 0)")
        .formatted(column);
  }

  private String read() throws Exception {
    var arguments = new ArrayList<>(List.of(server.clients().endpoint().toString()));
    TABLES.forEach((table, columns) -> arguments.add(table + ":" + String.join(",", columns)));
    return PyIceberg.run(folder, PROGRAM, arguments);
  }

  /** The keys of all versions in the bucket, but of the note of whose they are. */
  private List<String> versions() {
    return s3.listObjectVersions(list -> list.bucket(BUCKET)).join().versions().stream()
        .map(ObjectVersion::key)
        .filter(key -> !key.equals("inlet/warehouse/_owner"))
        .toList();
  }

  private List<String> files() throws IOException {
    var warehouse = folder.resolve("data/lake/warehouse");
    try (var paths = Files.walk(warehouse)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> warehouse.relativize(path).toString())
          .filter(name -> name.matches("(processed|aggregated)/.*"))
          .map(name -> "inlet/warehouse/" + name)
          .toList();
    }
  }

  private String says(int status, String... arguments) {
    var all = new ArrayList<>(List.of("lake"));
    all.addAll(List.of(arguments));
    var launch =
        Launch.in(folder)
            .with("INLET_LAKE_CATALOG", "glue")
            .with("INLET_LAKE_WAREHOUSE", "s3://" + BUCKET + "/inlet/warehouse");
    for (var variable : server.environment().entrySet()) {
      launch = launch.with(variable.getKey(), variable.getValue());
    }
    try (var lake = launch.arguments(all.toArray(String[]::new)).start()) {
      assertThat(lake.exit(LONG)).as(lake.output()).isEqualTo(status);
      return lake.output();
    }
  }
}
