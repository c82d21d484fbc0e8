package dev.inlet.lake.oracle;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The rows of all tables as texts, whichever engine they come from. */
final class Rows {
  /** Doubles are equal when they are in so many digits: engines differ in the last of a log. */
  private static final MathContext DIGITS = new MathContext(9);

  private static final DateTimeFormatter TIMESTAMPS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Rows() {}

  /** The rows that the oracle computes, for each query. */
  static Map<String, List<String>> of(List<RawRecord> records, Instant now, boolean refusesMerges) {
    var persons = new Persons(records, refusesMerges);
    var events = Events.of(records, persons);
    var retention = new Retention(events, now);
    var tables = new LinkedHashMap<String, Stream<String>>();
    tables.put(
        """
        select id, source, user_id, person_id, event_name, event_date, occurred_at, received_at,
          source_filename, metadata as json
        from processed.events\
        """,
        events.stream()
            .map(each ->
                row(
                    each.id(),
                    each.source(),
                    each.userId(),
                    each.personId(),
                    each.eventName(),
                    each.eventDate(),
                    each.occurredAt(),
                    each.receivedAt(),
                    each.sourceFilename(),
                    each.metadata())));
    tables.put(
        "select user_id, person_id, linked_at from processed.identities",
        persons.identities().stream()
            .map(each -> row(each.userId(), each.personId(), each.linkedAt())));
    tables.put(
        "select user_id from processed.link_reports where kind = 'cycle'",
        persons.dropped().stream().map(each -> row(each.text("originalUserId"))));
    tables.put(
        "select user_id, person_id from processed.link_reports where kind = 'merges-profiles'",
        persons.merging().stream().map(each -> row(each.userId(), each.personId())));
    tables.put(
        """
        select person_id, first_seen_at, updated_at, attributes as json from processed.profiles\
        """,
        Profiles.of(records, persons).stream()
            .map(each ->
                row(each.personId(), each.firstSeenAt(), each.updatedAt(), each.attributes())));
    tables.put(
        "select received_at, path, code, pointer, body from processed.rejected",
        Rejected.of(records).stream()
            .map(each ->
                row(each.receivedAt(), each.path(), each.code(), each.pointer(), each.body())));
    tables.put(
        "select event_date, event_name, events, people from aggregated.daily_events",
        Usage.daily(events).stream()
            .map(each -> row(each.eventDate(), each.eventName(), each.events(), each.people())));
    tables.put(
        """
        select person_id, event_name, first_at, last_at, events from aggregated.feature_usage\
        """,
        Usage.features(events).stream()
            .map(each ->
                row(
                    each.personId(),
                    each.eventName(),
                    each.firstAt(),
                    each.lastAt(),
                    each.events())));
    tables.put(
        "select person_id, started_at, ended_at, events from aggregated.sessions",
        Usage.sessions(events).stream()
            .map(each -> row(each.personId(), each.startedAt(), each.endedAt(), each.events())));
    tables.put(
        "select cohort_week, week, people, returned from aggregated.retention",
        retention.cohorts().stream()
            .map(each -> row(each.cohortWeek(), each.week(), each.people(), each.returned())));
    tables.put(
        """
        select event_name, week, people_with, returned_with, people_without, returned_without,
          lift, ci_low, ci_high
        from aggregated.retention_drivers\
        """,
        retention.drivers().stream()
            .map(each ->
                row(
                    each.eventName(),
                    each.week(),
                    each.peopleWith(),
                    each.returnedWith(),
                    each.peopleWithout(),
                    each.returnedWithout(),
                    each.lift(),
                    each.ciLow(),
                    each.ciHigh())));
    var rows = new LinkedHashMap<String, List<String>>();
    tables.forEach((query, stream) -> rows.put(query, stream.sorted().toList()));
    return rows;
  }

  /** The rows of a result that is one array of objects; a column that is called json holds JSON. */
  static List<String> of(JsonNode result) {
    return StreamSupport.stream(result.spliterator(), false)
        .map(object ->
            object.properties().stream()
                .map(cell ->
                    cell.getKey().equals("json")
                        ? text(RawRecord.parse(cell.getValue().textValue()))
                        : cell(cell.getKey(), cell.getValue()))
                .collect(joining(" | ")))
        .sorted()
        .toList();
  }

  private static String cell(String name, JsonNode value) {
    if (value.isTextual() && name.endsWith("_at")) {
      return text(timestamp(value.textValue()));
    }
    return value.isTextual() && isDate(name) ? value.textValue() : text(value);
  }

  private static boolean isDate(String name) {
    return name.equals("event_date") || name.equals("cohort_week");
  }

  private static Instant timestamp(String text) {
    return Instant.parse(text.replace(' ', 'T') + "Z");
  }

  private static String row(@Nullable Object... cells) {
    return Stream.of(cells).map(Rows::text).collect(joining(" | "));
  }

  private static String text(@Nullable Object cell) {
    return switch (cell) {
      case null -> "null";
      case String text -> TextNode.valueOf(text).toString();
      case Instant time -> TIMESTAMPS.format(time);
      case LocalDate date -> date.toString();
      case Double number -> BigDecimal.valueOf(number).round(DIGITS).toString();
      case Map<?, ?> object ->
          object.entrySet().stream()
              .map(entry -> text(entry.getKey()) + ":" + text(entry.getValue()))
              .collect(joining(",", "{", "}"));
      case JsonNode json -> text(json);
      default -> cell.toString();
    };
  }

  /** Members by name, as the order of members says nothing. */
  private static String text(JsonNode json) {
    if (json.isObject()) {
      var members = new TreeMap<String, JsonNode>();
      json.properties().forEach(entry -> members.put(entry.getKey(), entry.getValue()));
      return text((Object) members);
    }
    if (json.isArray()) {
      return StreamSupport.stream(json.spliterator(), false)
          .map(Rows::text)
          .collect(joining(",", "[", "]"));
    }
    return json.isDouble() ? text((Object) json.doubleValue()) : json.toString();
  }
}
