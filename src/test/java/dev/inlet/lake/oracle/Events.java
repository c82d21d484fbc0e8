package dev.inlet.lake.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people did, each event once. */
final class Events {
  private static final Duration BACK_MAX = Duration.ofDays(400);
  private static final Duration AHEAD_MAX = Duration.ofDays(1);

  private Events() {}

  /** A row of {@code processed.events}. */
  record Event(
      LocalDate eventDate,
      String id,
      @Nullable String source,
      String userId,
      String personId,
      String eventName,
      JsonNode metadata,
      Instant occurredAt,
      Instant receivedAt,
      String sourceFilename) {
    /** When it counts: at its arrival, if it claims to be from far away. */
    Instant countsAt() {
      return isFarAway(occurredAt, receivedAt) ? receivedAt : occurredAt;
    }
  }

  static List<Event> of(List<RawRecord> records, Persons persons) {
    var rows = new ArrayList<Event>();
    for (var each : RawRecord.once(records, "track")) {
      var occurred = each.occurredAt();
      var received = each.receivedAt();
      var counts = isFarAway(occurred, received) ? received : occurred;
      rows.add(
          new Event(
              counts.atZone(ZoneOffset.UTC).toLocalDate(),
              each.id(),
              each.source(),
              each.text("userId"),
              persons.of(each.text("userId")),
              each.text("eventName"),
              each.member("metadata"),
              occurred,
              received,
              each.object()));
    }
    return rows;
  }

  private static boolean isFarAway(Instant occurred, Instant received) {
    return occurred.isBefore(received.minus(BACK_MAX))
        || occurred.isAfter(received.plus(AHEAD_MAX));
  }
}
