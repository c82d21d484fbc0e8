package dev.inlet.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inlet.delivery.directory.DirectoryObjects;
import dev.inlet.lake.oracle.Hurtful;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The state machine makes the same tables as a build here: its statements run on a Trino with
 * Iceberg tables and raw objects as Glue describes them, in the order that the machine says.
 */
class AthenaTest {
  private static final Path COMMITTED = Path.of("terraform/modules/lake/build.asl.json");
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Resources RESOURCES = new Resources(512L << 20, 2);
  private static final int TRINO_JDK = 25;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CREATE =
      Pattern.compile(
          "create table if not exists (\\S+) \\(\n(.*?)\n\\)\n(partitioned by \\((\\w+)\\)\n)?"
              + "location 's3://lake/warehouse/(\\w+/\\w+)/'\ntblproperties \\(.*'table_type' = 'ICEBERG'.*\\)",
          Pattern.DOTALL);
  private static final int STATEMENT_BYTES_MAX = 262_144;

  private @TempDir Path folder;

  @Test
  void isWhatTerraformHas() throws IOException {
    assertThat(Files.readString(COMMITTED))
        .as("scripts/inlet lake athena > " + COMMITTED)
        .isEqualTo(AthenaBuild.definition());
  }

  @Test
  void isAStateMachine() {
    var machine =
        new StepFunctions(
            AthenaBuild.definition(),
            (resource, parameters) -> {
              throw new IOException(resource);
            });

    assertThatThrownBy(() -> machine.run("{\"hours\":1}", NOW.toString()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> machine.run("{\"hours\":1,\"passes\":1,\"care\":\"no\"}", NOW.toString()))
        .isInstanceOf(StepFunctions.Failed.class);
  }

  /**
   * Lines that come in parts, some of them late, to executions that fail after what they changed.
   */
  @Test
  void makesTheTablesThatABuildHereMakes() throws IOException, SQLException {
    var classpath = System.getProperty("parity.classpath");
    assumeTrue(classpath != null, "Trino is fetched, and this is run, by scripts/parity");
    assumeTrue(Runtime.version().feature() >= TRINO_JDK, "Trino needs a JDK " + TRINO_JDK);
    var objects = new ArrayList<>(Hurtful.of(31));
    objects.add(manyDays());
    var random = new Random(31);
    var late = objects.stream().filter(object -> random.nextInt(3) == 0).toList();
    objects.removeAll(late);
    try (var trino = TrinoProcess.start(classpath, folder)) {
      put(objects);
      describeRaw(trino);
      var athena = new Athena(trino);
      athena.run("Tables (list)");
      assertThat(athena.invalid()).isEmpty();
      athena.build(0, false);
      compare(trino);

      put(late);
      for (var last :
          List.of(
              "merge into iceberg.processed.alias_calls ",
              "merge into iceberg.processed.identities ",
              "merge into iceberg.processed.events ",
              "merge into iceberg.aggregated.daily_events ",
              "merge into iceberg.aggregated.retention ")) {
        athena.last = last;
        assertThatThrownBy(() -> athena.build(1000, false)).as(last).isInstanceOf(Injected.class);
      }
      athena.last = "nothing";
      athena.build(1000, true);
      compare(trino);

      var before = trino.run("select count(*) from iceberg.processed.\"events$snapshots\"");
      athena.build(0, false);
      assertThat(trino.run("select count(*) from iceberg.processed.\"events$snapshots\""))
          .isEqualTo(before);
    }
  }

  /** More days than Athena writes in one statement. */
  private static Hurtful.Raw manyDays() {
    return new Hurtful.Raw(
        "raw/events/date=2026-11-20/hour=10/x.json.gz",
        IntStream.range(0, 250)
            .mapToObj(day ->
                LakeFixture.track(
                    "day-" + day,
                    "old-phone",
                    "sync",
                    Instant.parse("2026-11-19T00:00:00Z").getEpochSecond() - day * 86_400L,
                    "2026-11-20T10:00:00.000Z",
                    "{\"n\":9007199254740993}"))
            .toList());
  }

  /** As modules/lake has them. */
  private static void describeRaw(TrinoProcess trino) throws IOException {
    trino.run("create schema hive.raw");
    for (var stream : List.of("events", "rejected")) {
      trino.run(
          """
          create table hive.raw.%1$s (
            line varchar,
            date varchar with (partition_projection_type = 'date',
              partition_projection_format = 'yyyy-MM-dd',
              partition_projection_range = array['2026-10-01', 'NOW']),
            hour varchar with (partition_projection_type = 'integer',
              partition_projection_range = array['0', '23'], partition_projection_digits = 2))
          with (format = 'TEXTFILE', external_location = 'local:///raw/%1$s',
            partitioned_by = array['date', 'hour'], partition_projection_enabled = true,
            partition_projection_location_template =
              'local:///raw/%1$s/date=${date}/hour=${hour}')\
          """
              .formatted(stream));
    }
    for (var schema : List.of("processed", "aggregated", "work")) {
      trino.run("create schema iceberg." + schema);
    }
  }

  /** Each of several gzip members, as Firehose puts them together. */
  private void put(List<Hurtful.Raw> objects) throws IOException {
    for (var object : objects) {
      var file = folder.resolve(object.key());
      Files.createDirectories(file.getParent());
      try (var out = Files.newOutputStream(file)) {
        for (var line : object.lines()) {
          var member = new GZIPOutputStream(out);
          member.write((line + "\n").getBytes(UTF_8));
          member.finish();
        }
      }
    }
  }

  private void compare(TrinoProcess trino) throws IOException, SQLException {
    new Lake(folder, Clock.fixed(NOW, ZoneOffset.UTC), RESOURCES)
        .build(new DirectoryObjects(folder), Order.NEWS, stage -> {});
    var warehouse = folder.resolve("warehouse");
    try (var duckdb = Engine.start(RESOURCES, folder.resolve("temporary"));
        var catalog = Catalog.open(warehouse)) {
      var states = catalog.tables();
      for (var model : Model.values()) {
        var columns = model.columnList().replace(Model.WRITTEN_AT + ", ", "");
        var table =
            LakeTable.open(model, warehouse, LocalFiles.here(warehouse), "", states.get(model));
        var stored = Stored.select(table, table.tasks());
        var here = duckdb.list("select %s from (%s)".formatted(columns, stored), ParityTest::row);
        assertThat(here).as(model.fullName()).isNotEmpty();
        assertThat(
                Cells.canonical(
                    trino.run("select %s from iceberg.%s".formatted(columns, model.fullName()))))
            .as(model.fullName())
            .isEqualTo(Cells.canonical(here));
      }
    }
  }

  /** What makes an execution fail. */
  private static final class Injected extends IOException {
    Injected(String statement) {
      super(statement);
    }
  }

  /** Runs what is asked of Athena on Trino. */
  private static final class Athena {
    private final TrinoProcess trino;
    private final StepFunctions machine;
    private final Map<String, List<List<@Nullable String>>> answers = new HashMap<>();
    private String last = "nothing";

    Athena(TrinoProcess trino) {
      this.trino = trino;
      var values =
          Map.of(
              "partition", "aws",
              "workgroup", "build",
              "bucket", "lake",
              "raw", "hive.raw",
              "processed", "iceberg.processed",
              "aggregated", "iceberg.aggregated",
              "work", "iceberg.work",
              "since", "2026-10-10",
              "pass_hours", "480");
      var definition = AthenaBuild.definition();
      for (var value : values.entrySet()) {
        definition = definition.replace("${" + value.getKey() + "}", value.getValue());
      }
      assertThat(definition).doesNotContain("${");
      machine = new StepFunctions(definition, this::answer);
    }

    /** Runs the statements of a list. */
    void run(String list) throws IOException {
      for (var sql : machine.states().required(list).required("Result")) {
        start(sql.textValue());
      }
    }

    /**
     * What Trino says of statements that it does not understand, those that no test reaches too.
     */
    List<String> invalid() {
      var faults = new ArrayList<String>();
      for (var state : machine.states()) {
        var parameters = state.path("Parameters");
        var sql =
            parameters
                .path("QueryString")
                .asText(
                    parameters
                        .path("QueryString.$")
                        .asText()
                        .replaceAll("^States.Format\\('|', [^']*\\)$", "")
                        .replace("\\'", "'")
                        .replace("timestamp '{}'", "timestamp '2026-11-21 00:00:00'")
                        .replace("{}", "1"));
        if (!sql.isEmpty() && !sql.equals("$")) {
          try {
            trino.run("explain (type validate) " + sql);
          } catch (IOException e) {
            faults.add(e.getMessage());
          }
        }
      }
      return faults;
    }

    void build(int hours, boolean care) throws IOException {
      machine.run(
          "{\"hours\":%d,\"passes\":20,\"care\":%s}".formatted(hours, care), NOW.toString());
    }

    private JsonNode answer(String resource, JsonNode parameters) throws IOException {
      return switch (resource) {
        case "arn:aws:states:::athena:startQueryExecution.sync" -> {
          assertThat(parameters.required("WorkGroup").textValue()).isEqualTo("build");
          yield start(parameters.required("QueryString").textValue());
        }
        case "arn:aws:states:::athena:getQueryResults" -> {
          var id = parameters.required("QueryExecutionId").textValue();
          yield StepFunctions.rows(answers.getOrDefault(id, List.of()));
        }
        case "arn:aws:states:::aws-sdk:sfn:listExecutions" ->
            JSON.readTree("{\"Executions\":[{\"ExecutionArn\":\"execution:1\"}]}");
        default -> throw new IOException(resource);
      };
    }

    private JsonNode start(String sql) throws IOException {
      assertThat(sql.getBytes(UTF_8)).hasSizeLessThan(STATEMENT_BYTES_MAX);
      var id = "query-" + answers.size();
      answers.put(id, trino.run(translated(sql)));
      if (sql.startsWith(last)) {
        throw new Injected(last);
      }
      return JSON.readTree("{\"QueryExecution\":{\"QueryExecutionId\":\"" + id + "\"}}");
    }

    /** Where Athena has words of its own. */
    private static String translated(String sql) {
      if (sql.startsWith("create ")) {
        var create = CREATE.matcher(sql);
        assertThat(create.matches()).as(sql).isTrue();
        assertThat(create.group(1)).endsWith(create.group(5).replace('/', '.'));
        var columns =
            create
                .group(2)
                .lines()
                .map(line ->
                    line.replaceFirst(" string(,?)$", " varchar$1")
                        .replaceFirst(" timestamp(,?)$", " timestamp(6)$1"))
                .collect(Collectors.joining("\n"));
        var daily =
            create.group(4) == null ? "" : ", partitioning = array['" + create.group(4) + "']";
        return "create table if not exists %s (%s) with (format = 'PARQUET', format_version = 2%s)"
            .formatted(create.group(1), columns, daily);
      } else if (sql.startsWith("optimize ")) {
        return sql.replaceFirst(
            "^optimize (\\S+) rewrite data using bin_pack$", "alter table $1 execute optimize");
      } else if (sql.startsWith("vacuum ")) {
        return sql.replaceFirst(
            "^vacuum (\\S+)$",
            "alter table $1 execute expire_snapshots(retention_threshold => '7d')");
      }
      return sql;
    }
  }
}
