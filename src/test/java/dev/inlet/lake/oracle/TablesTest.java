package dev.inlet.lake.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.delivery.directory.DirectoryObjects;
import dev.inlet.lake.Format;
import dev.inlet.lake.Lake;
import dev.inlet.lake.Resources;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of the lake are those that the oracle makes of the same raw objects. */
class TablesTest {
  private @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void areThoseOfTheOracle(long seed) throws IOException {
    var objects = new ArrayList<>(Hurtful.of(seed));
    Collections.shuffle(objects, new Random(seed));
    int half = objects.size() / 2;
    build(objects.subList(0, half));
    build(objects.subList(half, objects.size()));

    assertSame(objects);
  }

  @Test
  void mergeTenThousandKeys() throws IOException {
    build(Hurtful.manyKeys());

    assertSame(Hurtful.manyKeys());
  }

  private void assertSame(List<Hurtful.Raw> objects) throws IOException {
    var records =
        objects.stream()
            .flatMap(
                object -> object.lines().stream().map(line -> RawRecord.of(object.key(), line)))
            .toList();
    var persons = new Persons(records);
    var events = Events.of(records, persons);
    var retention = new Retention(events, Hurtful.NOW);

    assertRows(
        "processed.events",
        events,
        each ->
            row(
                each.eventDate(),
                each.id(),
                each.source(),
                each.userId(),
                each.personId(),
                each.eventName(),
                each.metadata(),
                each.occurredAt(),
                each.receivedAt(),
                each.sourceFilename()));
    assertRows(
        "processed.identities",
        persons.identities(),
        each -> row(each.userId(), each.personId(), each.linkedAt()));
    assertRows(
        "processed.profiles",
        Profiles.of(records, persons),
        each ->
            row(each.personId(), json(each.attributes()), each.firstSeenAt(), each.updatedAt()));
    assertRows(
        "processed.rejected",
        Rejected.of(records),
        each -> row(each.receivedAt(), each.path(), each.code(), each.pointer(), each.body()));
    assertRows(
        "aggregated.daily_events",
        Usage.daily(events),
        each -> row(each.eventDate(), each.eventName(), each.events(), each.people()));
    assertRows(
        "aggregated.feature_usage",
        Usage.features(events),
        each ->
            row(each.personId(), each.eventName(), each.firstAt(), each.lastAt(), each.events()));
    assertRows(
        "aggregated.sessions",
        Usage.sessions(events),
        each -> row(each.personId(), each.startedAt(), each.endedAt(), each.events()));
    assertRows(
        "aggregated.retention",
        retention.cohorts(),
        each -> row(each.cohortWeek(), each.week(), each.people(), each.returned()));
    assertRows(
        "aggregated.retention_drivers",
        retention.drivers(),
        each ->
            row(
                each.eventName(),
                each.week(),
                each.peopleWith(),
                each.returnedWith(),
                each.peopleWithout(),
                each.returnedWithout(),
                rounded(each.lift()),
                rounded(each.ciLow()),
                rounded(each.ciHigh())));
  }

  private <T> void assertRows(String table, Collection<T> expected, Function<T, String> row)
      throws IOException {
    assertThat(rows(table))
        .as(table)
        .containsExactlyInAnyOrderElementsOf(expected.stream().map(row).toList());
  }

  /** The rows of a table, without what says only when or where a row was written. */
  private List<String> rows(String table) throws IOException {
    var out = new StringWriter();
    try (var reading = lake().read()) {
      reading.query(select(table), Format.JSON, new PrintWriter(out));
    }
    var rows = new ArrayList<String>();
    for (var each : RawRecord.parse(out.toString())) {
      var cells = new ArrayList<@Nullable Object>();
      each.properties().forEach(cell -> cells.add(cell(cell.getKey(), cell.getValue())));
      rows.add(row(cells.toArray()));
    }
    return rows;
  }

  private static String select(String table) {
    return switch (table) {
      case "processed.events" -> "select * exclude (etl_timestamp) from " + table;
      case "processed.rejected" -> "select received_at, path, code, pointer, body from " + table;
      default -> "from " + table;
    };
  }

  private static @Nullable Object cell(String column, JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    return switch (column) {
      case "metadata", "attributes" -> RawRecord.parse(value.textValue());
      case "lift", "ci_low", "ci_high" -> rounded(value.doubleValue());
      default ->
          column.endsWith("_at")
              ? LocalDateTime.parse(value.textValue().replace(' ', 'T')).toInstant(ZoneOffset.UTC)
              : value.asText();
    };
  }

  private static String row(@Nullable Object... cells) {
    var row = new StringJoiner(" | ");
    for (var cell : cells) {
      row.add(String.valueOf(cell));
    }
    return row.toString();
  }

  private static JsonNode json(java.util.Map<String, JsonNode> attributes) {
    var names = new ArrayList<String>();
    new TreeMap<>(attributes)
        .forEach((name, value) ->
            names.add(com.fasterxml.jackson.databind.node.TextNode.valueOf(name) + ":" + value));
    return RawRecord.parse("{" + String.join(",", names) + "}");
  }

  private static @Nullable String rounded(@Nullable Double number) {
    return number == null ? null : "%.6g".formatted(number);
  }

  private void build(List<Hurtful.Raw> objects) throws IOException {
    for (var object : objects) {
      var file = folder.resolve(object.key());
      Files.createDirectories(file.getParent());
      try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write((String.join("\n", object.lines()) + "\n").getBytes(UTF_8));
      }
    }
    lake().build(new DirectoryObjects(folder), false, stage -> {});
  }

  private Lake lake() {
    return new Lake(folder, Clock.fixed(Hurtful.NOW, ZoneOffset.UTC), Resources.usual());
  }
}
