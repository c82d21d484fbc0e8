package dev.inlet.lake.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inlet.lake.oracle.Persons.Identity;
import dev.inlet.lake.oracle.Retention.Cohort;
import dev.inlet.lake.oracle.Usage.DailyEvents;
import dev.inlet.lake.oracle.Usage.FeatureUsage;
import dev.inlet.lake.oracle.Usage.Session;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the oracle says, held against what was computed by hand. */
class OracleTest {
  private static final LocalDate MONDAY = LocalDate.parse("2026-11-02");
  private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

  private final List<RawRecord> records = new ArrayList<>();
  private int ids;

  @Test
  void keepsTheFirstReceivedOfDuplicates() {
    track("u", "second", "2026-11-02T10:00:00Z", "2026-11-02T10:00:09Z", "same", null);
    track("u", "first", "2026-11-02T10:00:00Z", "2026-11-02T10:00:01Z", "same", null);
    track("u", "other source", "2026-11-02T10:00:00Z", "2026-11-02T10:00:30Z", "same", "web");

    assertThat(events())
        .extracting(Events.Event::eventName)
        .containsExactlyInAnyOrder("first", "other source");
  }

  @Test
  void laysEventsThatClaimToBeFarAwayWhereTheyArrived() {
    track("u", "at the edge", "2025-10-01T10:00:00Z", "2026-11-05T10:00:00Z");
    track("u", "beyond", "2025-10-01T09:59:59Z", "2026-11-05T10:00:00Z");
    track("u", "tomorrow", "2026-11-06T10:00:00Z", "2026-11-05T10:00:00Z");
    track("u", "later", "2026-11-06T10:00:01Z", "2026-11-05T10:00:00Z");

    assertThat(events())
        .extracting(each -> each.eventName() + " " + each.eventDate())
        .containsExactlyInAnyOrder(
            "at the edge 2025-10-01",
            "beyond 2026-11-05",
            "tomorrow 2026-11-06",
            "later 2026-11-05");
  }

  @Test
  void readsSecondsAndMilliseconds() {
    assertThat(occurredAt(253402300799L)).isEqualTo("9999-12-31T23:59:59Z");
    assertThat(occurredAt(253402300800L)).isEqualTo("1978-01-11T21:31:40.800Z");
  }

  @Test
  void followsTheLatestLinkOfEachIdToTheEnd() {
    alias("b", "a", "2026-11-02T00:00:00Z");
    alias("x", "a", "2026-11-01T00:00:00Z");
    alias("c", "b", "2026-11-01T00:00:00Z");
    alias("c", "c", "2026-11-09T00:00:00Z");

    assertThat(new Persons(records, false).identities())
        .containsExactly(
            new Identity("a", "c", Instant.parse("2026-11-02T00:00:00Z")),
            new Identity("b", "c", Instant.parse("2026-11-01T00:00:00Z")));
  }

  @Test
  void dropsTheLatestLinkOfACycle() {
    alias("b", "a", "2026-11-01T00:00:00Z");
    alias("c", "b", "2026-11-03T00:00:00Z");
    alias("a", "c", "2026-11-02T00:00:00Z");
    alias("a", "tail", "2026-11-09T00:00:00Z");
    var persons = new Persons(records, false);

    assertThat(List.of(persons.of("a"), persons.of("b"), persons.of("c"), persons.of("tail")))
        .containsOnly("b");
    assertThat(persons.dropped())
        .extracting(link -> link.text("originalUserId"))
        .containsExactly("b");
  }

  @Test
  void refusesEveryLinkOfAnIdWithAProfileWhosePersonHasAnother() {
    profile("a", "{}", "2026-11-01T00:00:00Z");
    profile("c", "{}", "2026-11-01T00:00:00Z");
    alias("b", "a", "2026-11-02T00:00:00Z");
    alias("c", "b", "2026-11-03T00:00:00Z");
    alias("d", "c", "2026-11-04T00:00:00Z");
    profile("alone", "{}", "2026-11-01T00:00:00Z");
    alias("known", "alone", "2026-11-02T00:00:00Z");
    var persons = new Persons(records, true);

    assertThat(persons.merging())
        .extracting(Identity::userId, Identity::personId)
        .containsExactly(tuple("a", "d"), tuple("c", "d"));
    assertThat(List.of(persons.of("a"), persons.of("b"), persons.of("c"), persons.of("d")))
        .containsExactly("a", "c", "c", "d");
    assertThat(persons.of("alone")).isEqualTo("known");
  }

  @Test
  void mergesProfilesByTimeOfTheEventAcrossLinkedIds() {
    profile("anon", "{\"plan\":\"free\",\"n\":9007199254740993}", "2026-11-01T00:00:00Z");
    profile("ada", "{\"plan\":null}", "2026-11-03T00:00:00Z");
    profile("ada", "{\"plan\":\"pro\",\"city\":\"Ulm\"}", "2026-11-02T00:00:00Z");
    alias("ada", "anon", "2026-11-04T00:00:00Z");

    var profile = Profiles.of(records, new Persons(records, false)).getFirst();

    assertThat(profile.personId()).isEqualTo("ada");
    assertThat(profile.attributes()).hasToString("{city=\"Ulm\", n=9007199254740993, plan=null}");
    assertThat(profile.firstSeenAt()).isEqualTo("2026-11-01T00:00:00Z");
    assertThat(profile.updatedAt()).isEqualTo("2026-11-03T00:00:00Z");
  }

  @Test
  void countsEventsPeopleAndVisits() {
    track("u", "look", "2026-11-02T10:00:00Z");
    track("u", "look", "2026-11-02T10:29:59Z");
    track("anon", "look", "2026-11-02T10:59:59Z");
    track("v", "look", "2026-11-02T23:00:00Z");
    alias("u", "anon", "2026-11-04T00:00:00Z");

    assertThat(Usage.daily(events())).containsExactly(new DailyEvents(MONDAY, "look", 4, 2));
    assertThat(Usage.features(events()))
        .contains(new FeatureUsage("u", "look", time("10:00:00"), time("10:59:59"), 3));
    assertThat(Usage.sessions(events()))
        .containsExactlyInAnyOrder(
            new Session("u", time("10:00:00"), time("10:29:59"), 2),
            new Session("u", time("10:59:59"), time("10:59:59"), 1),
            new Session("v", time("23:00:00"), time("23:00:00"), 1));
  }

  @Test
  void countsWhoCameBackInWeeksThatHaveEnded() {
    track("u", "look", "2026-11-02T00:00:00Z");
    track("u", "look", "2026-11-16T00:00:00Z");
    track("v", "look", "2026-11-08T23:59:59Z");
    track("w", "look", "2026-11-25T00:00:00Z");

    assertThat(retention().cohorts())
        .containsExactlyInAnyOrder(
            new Cohort(MONDAY, 0, 2, 2),
            new Cohort(MONDAY, 1, 2, 0),
            new Cohort(MONDAY, 2, 2, 1),
            new Cohort(MONDAY, 3, 2, 0),
            new Cohort(MONDAY.plusWeeks(3), 0, 1, 1));
  }

  @Test
  void comparesThoseWhoUsedAFeatureInTheirFirstDaysWithTheOthers() {
    people(40, "with", true, 20);
    people(60, "without", false, 10);
    track("without-59", "invite", "2026-11-09T00:00:00Z");

    var driver =
        retention().drivers().stream()
            .filter(each -> each.eventName().equals("invite") && each.week() == 2)
            .findFirst()
            .orElseThrow();

    assertThat(
            List.of(
                driver.peopleWith(),
                driver.returnedWith(),
                driver.peopleWithout(),
                driver.returnedWithout()))
        .containsExactly(40L, 20L, 60L, 10L);
    assertThat(driver.lift()).isEqualTo(3.0, within(1e-9));
    assertThat(driver.ciLow()).isEqualTo(1.5738, within(1e-4));
    assertThat(driver.ciHigh()).isEqualTo(5.7186, within(1e-4));
  }

  private void people(int number, String name, boolean use, int returned) {
    for (int each = 0; each < number; each++) {
      track(name + "-" + each, use ? "invite" : "look", "2026-11-02T00:00:00Z");
      if (each < returned) {
        track(name + "-" + each, "look", "2026-11-17T00:00:00Z");
      }
    }
  }

  private static Instant time(String time) {
    return Instant.parse(MONDAY + "T" + time + "Z");
  }

  private List<Events.Event> events() {
    return Events.of(records, new Persons(records, false));
  }

  private Retention retention() {
    return new Retention(events(), NOW);
  }

  private static Instant occurredAt(long timestamp) {
    var json = JsonNodeFactory.instance.objectNode().put("timestampUTC", timestamp);
    return new RawRecord("", json).occurredAt();
  }

  private void track(String user, String event, String at) {
    track(user, event, at, at);
  }

  private void track(String user, String event, String at, String receivedAt) {
    track(user, event, at, receivedAt, "id-" + ids++, null);
  }

  private void track(
      String user, String event, String at, String receivedAt, String id, @Nullable String source) {
    var record = record("track", id, at, receivedAt);
    if (source != null) {
      record.put("source", source);
    }
    record.put("userId", user).put("eventName", event).putObject("metadata");
    records.add(new RawRecord("o", record));
  }

  private void alias(String newUser, String originalUser, String at) {
    var record = record("alias", "id-" + ids++, at, at);
    record.put("newUserId", newUser).put("originalUserId", originalUser);
    records.add(new RawRecord("o", record));
  }

  private void profile(String user, String attributes, String at) {
    var record = record("profile", "id-" + ids++, at, at).put("userId", user);
    record.set("attributes", RawRecord.parse(attributes));
    records.add(new RawRecord("o", record));
  }

  private static ObjectNode record(String type, String id, String at, String receivedAt) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", type)
        .put("id", id)
        .put("receivedAt", receivedAt)
        .put("timestampUTC", Instant.parse(at).getEpochSecond());
  }
}
