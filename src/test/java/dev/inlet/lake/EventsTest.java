package dev.inlet.lake;

import static dev.inlet.lake.LakeFixture.NOW_SECONDS;
import static dev.inlet.lake.LakeFixture.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code processed.events}, and what follows from it. */
class EventsTest {
  private static final String EARLY = "2026-11-21T00:00:00.000Z";
  private static final String LATE = "2026-11-21T02:00:00.000Z";
  private static final long DAY = 86_400;

  private @TempDir Path folder;
  private LakeFixture lake;

  @BeforeEach
  void makeLake() {
    lake = new LakeFixture(folder);
  }

  @Test
  void takesSecondsAndMillisecondsForTheSameTime() {
    lake.put(track("1", "a", "x", 253_402_300_799L), track("2", "a", "x", 253_402_300_800L));
    lake.put(track("3", "a", "x", 1_700_000_000L), track("4", "a", "x", 1_700_000_000_123L));
    lake.build();

    assertThat(lake.rows("select occurred_at from processed.events order by id"))
        .containsExactly(
            "9999-12-31 23:59:59",
            "1978-01-11 21:31:40.8",
            "2023-11-14 22:13:20",
            "2023-11-14 22:13:20.123");
  }

  @Test
  void keepsTheFirstReceivedOfDuplicatesWhicheverIsBuiltFirst() {
    lake.put(track("1", "a", "x", NOW_SECONDS, LATE, "{\"n\":2}"));
    lake.build();
    lake.put(track("1", "a", "x", NOW_SECONDS, EARLY, "{\"n\":1}"));
    lake.build();
    lake.put(track("1", "a", "x", NOW_SECONDS, LATE, "{\"n\":3}"));
    lake.build();

    assertThat(lake.rows("select id, metadata from processed.events"))
        .containsExactly("1,\"{\"\"n\"\":1}\"");
    assertThat(lake.rows("select events from aggregated.daily_events")).containsExactly("1");
  }

  @Test
  void keepsEachOnceOfIdsThatHoldANul() {
    lake.put(track("\\u0000", "a", "x", NOW_SECONDS), track("\\u0000x", "a", "x", NOW_SECONDS));
    lake.build();
    lake.put(track("\\u0000x", "a", "x", NOW_SECONDS), track("\\u0000y", "a", "x", NOW_SECONDS));
    lake.build();

    assertThat(lake.rows("select hex(id) from processed.events order by id"))
        .containsExactly("00", "0078", "0079");
    assertThat(lake.trace("\0x")).contains("processed.events");
  }

  @Test
  void tracesIdsOfAnyCharactersToTheirLine() {
    for (var escape : new String[] {"\\b", "\\f", "\\u001f"}) {
      lake.put(track("x", "a", "x", NOW_SECONDS), track(escape, "a", "x", NOW_SECONDS));
    }
    lake.build();

    for (var id : new String[] {"\b", "\f", "\u001f"}) {
      assertThat(lake.trace(id)).contains(", line 2");
    }
  }

  @Test
  void tracesToAFolderOfAnyName() {
    var folder = folderOf("\ud83d\ude00 \u96ea");
    assumeTrue(folder.isPresent(), "this file system has no such names");
    lake = new LakeFixture(folder.get());
    var key = lake.put(track("1", "a", "x", NOW_SECONDS));
    lake.build();

    assertThat(lake.rows("select source_filename from processed.events")).containsExactly(key);
    assertThat(lake.trace("1")).contains(key + ", line 1");
  }

  private Optional<Path> folderOf(String name) {
    try {
      return Optional.of(folder.resolve(name));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  @Test
  void tellsTheSameIdOfTwoSourcesApart() {
    var line = track("1", "a", "x", NOW_SECONDS);
    lake.put(line, line, line.replace("\"userId\"", "\"source\":\"web\",\"userId\""));
    lake.build();

    assertThat(lake.rows("select source from processed.events order by all"))
        .containsExactlyInAnyOrder("web", "");
  }

  @Test
  void putsAnEventFromFarAwayIntoThePartitionOfItsArrival() {
    lake.put(
        track("past", "a", "x", NOW_SECONDS - 401 * DAY),
        track("old", "a", "x", NOW_SECONDS - 399 * DAY),
        track("ahead", "a", "x", NOW_SECONDS + 2 * DAY),
        track("soon", "a", "x", NOW_SECONDS));
    lake.build();

    assertThat(
            lake.rows(
                "select id, event_date from processed.events where"
                    + " event_date <> cast(occurred_at as date) order by id"))
        .containsExactly("ahead,2026-11-21", "past,2026-11-21");
  }

  @Test
  void keepsIntegersOfAnySize() {
    var metadata = "{\"a\":9007199254740993,\"b\":123456789012345678901234567890,\"c\":null}";
    lake.put(track("1", "a", "\ud83d\ude00", NOW_SECONDS, EARLY, metadata));
    lake.build();

    assertThat(lake.rows("select metadata, event_name from processed.events"))
        .containsExactly("\"" + metadata.replace("\"", "\"\"") + "\",\ud83d\ude00");
  }

  @Test
  void passesOverWhatIsNoRecord() {
    lake.put("nonsense", "[1]", "{\"id\":\"1\",\"type\":\"track\"}", "", track("2", "a", "x", 1));

    assertThat(lake.build().lines()).isEqualTo(1);
    assertThat(lake.rows("select id from processed.events")).containsExactly("2");
  }

  @Test
  void leavesOutAnObjectThatCannotBeReadUntilItCan() throws Exception {
    var good = lake.put(track("1", "a", "x", NOW_SECONDS));
    var broken = folder.resolve(good).resolveSibling("broken.json.gz");
    java.nio.file.Files.writeString(broken, "this is not gzip");

    assertThat(lake.build().unreadable()).containsExactly(folder.relativize(broken).toString());
    java.nio.file.Files.delete(broken);
    lake.putAt(folder.relativize(broken).toString(), track("2", "a", "x", NOW_SECONDS));
    lake.build();
    assertThat(lake.rows("select id from processed.events order by id")).containsExactly("1", "2");
  }

  @Test
  void readsObjectsWhateverTheirCompression() {
    lake.putAt("raw/events/date=2026-11-21/hour=01/plain.json", track("1", "a", "x", 1));
    lake.putAt("raw/events/date=2026-11-21/hour=01/.hidden.json", track("2", "a", "x", 1));
    lake.build();

    assertThat(lake.rows("select id, source_filename from processed.events"))
        .containsExactly("1,raw/events/date=2026-11-21/hour=01/plain.json");
  }

  @Test
  void countsEventsPeopleFeaturesAndSessions() {
    long start = NOW_SECONDS - 3 * 3600;
    lake.put(
        track("1", "a", "open", start),
        track("2", "a", "open", start + 1799),
        track("3", "a", "save", start + 1799 + 1800),
        track("4", "b", "open", start));
    lake.build();

    assertThat(lake.rows("select * from aggregated.daily_events order by event_name"))
        .containsExactly("2026-11-21,open,3,2", "2026-11-21,save,1,1");
    assertThat(
            lake.rows(
                "select event_name, events from aggregated.feature_usage where person_id='a'"
                    + " order by all"))
        .containsExactly("open,2", "save,1");
    assertThat(
            lake.rows(
                "select started_at, events from aggregated.sessions where person_id='a'"
                    + " order by all"))
        .containsExactly("2026-11-21 09:00:00,2", "2026-11-21 09:59:59,1");
  }

  @Test
  void listsRefusedEventsWithTheirFirstFault() {
    var line =
        """
        {"id":"r","type":"rejected","receivedAt":"2026-11-21T01:00:00.000Z","path":"/track",\
        "errors":[{"pointer":"/events/0","code":"blank","message":"m"}],"body":"{}"}\
        """;
    lake.putAt("raw/rejected/date=2026-11-21/hour=01/r.json.gz", line, line);
    lake.build();

    assertThat(lake.rows("select path, code, pointer, body from processed.rejected"))
        .containsExactly("/track,blank,/events/0,{}");
  }
}
