package dev.inlet.lake;

import static dev.inlet.lake.LakeFixture.NOW_SECONDS;
import static dev.inlet.lake.LakeFixture.alias;
import static dev.inlet.lake.LakeFixture.profile;
import static dev.inlet.lake.LakeFixture.track;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is whom: {@code processed.identities} and {@code processed.profiles}. */
class PersonsTest {
  private static final String IDENTITIES =
      "select user_id, person_id from processed.identities order by user_id";
  private static final String PERSONS = "select id, person_id from processed.events order by id";

  private static final Order REFUSING = Order.NEWS.refusingMerges(true);

  private @TempDir Path folder;
  private LakeFixture lake;

  @BeforeEach
  void makeLake() {
    lake = new LakeFixture(folder);
  }

  @Test
  void countsEarlierEventsForThePersonWhoIsKnownLater() {
    lake.put(track("1", "cookie", "visit", NOW_SECONDS), track("2", "ada", "buy", NOW_SECONDS));
    lake.build();
    assertThat(lake.rows(PERSONS)).containsExactly("1,cookie", "2,ada");

    lake.put(alias("3", "cookie", "ada", NOW_SECONDS));
    lake.build();

    assertThat(lake.rows(PERSONS)).containsExactly("1,ada", "2,ada");
    assertThat(lake.rows("select distinct person_id from aggregated.sessions"))
        .containsExactly("ada");
    assertThat(lake.rows("select people from aggregated.daily_events where event_name = 'visit'"))
        .containsExactly("1");
  }

  @Test
  void followsALongChainToItsEnd() {
    lake.put(
        IntStream.range(0, 40)
            .mapToObj(i -> alias("l" + i, "u" + i, "u" + (i + 1), 1000 - i))
            .toArray(String[]::new));
    lake.build();

    assertThat(lake.rows("select distinct person_id from processed.identities"))
        .containsExactly("u40");
  }

  @Test
  void countsOnlyTheLatestLinkOfAnId() {
    lake.put(alias("1", "a", "b", 200), alias("2", "a", "c", 100), alias("3", "a", "a", 300));
    lake.build();
    assertThat(lake.rows(IDENTITIES)).containsExactly("a,b");

    lake.put(alias("4", "a", "c", 400), track("5", "a", "x", NOW_SECONDS));
    lake.build();
    assertThat(lake.rows(IDENTITIES)).containsExactly("a,c");
  }

  @Test
  void dropsTheLatestLinkOfACycleAndReportsIt() {
    lake.put(alias("1", "x", "y", 1), alias("2", "y", "z", 2), alias("4", "t", "x", 9));
    lake.build();
    lake.put(alias("3", "z", "x", 3));

    assertThat(lake.build().cycles()).isEqualTo(1);
    assertThat(lake.rows(IDENTITIES)).containsExactly("t,z", "x,z", "y,z");
    assertThat(lake.rows("select kind, user_id, linked_to from processed.link_reports"))
        .containsExactly("cycle,z,x");
  }

  @Test
  void mendsACycleWhenALaterLinkLeadsOutOfIt() {
    lake.put(alias("1", "x", "y", 1), alias("2", "y", "x", 2));
    lake.build();
    lake.put(alias("3", "x", "out", 3));
    lake.build();

    assertThat(lake.rows(IDENTITIES)).containsExactly("x,out", "y,out");
    assertThat(lake.rows("select * from processed.link_reports")).isEmpty();
  }

  @Test
  void givesEventsBackWhenTheirIdIsLinkedElsewhere() {
    lake.put(track("1", "cookie", "visit", NOW_SECONDS), alias("2", "cookie", "ada", 100));
    lake.build();
    lake.put(alias("3", "cookie", "bob", 200));
    lake.build();

    assertThat(lake.rows(PERSONS)).containsExactly("1,bob");
    assertThat(lake.rows("select person_id, events from aggregated.feature_usage"))
        .containsExactly("bob,1");
  }

  @Test
  void mergesProfilesByEventTimeOverAllIdsOfAPerson() {
    lake.put(profile("1", "ada", "{\"plan\":\"pro\",\"age\":null}", 200));
    lake.build();
    lake.put(profile("2", "cookie", "{\"plan\":\"free\",\"lang\":\"de\"}", 100));
    lake.put(profile("3", "ada", "{}", 300));
    lake.build();
    lake.put(alias("4", "cookie", "ada", 150));

    assertThat(lake.build().merges()).isEqualTo(1);
    assertThat(lake.query("select * from processed.profiles", Format.JSON).strip())
        .isEqualTo(
            """
            [{"person_id":"ada","attributes":"{\\"age\\":null,\\"lang\\":\\"de\\",\\"plan\\":\\"pro\\"}",\
            "first_seen_at":"1970-01-01 00:01:40","updated_at":"1970-01-01 00:05:00"}]\
            """);
  }

  @Test
  void keepsApartWhoseProfilesALinkWouldMerge() {
    lake.put(
        profile("1", "anon", "{\"a\":1}", 1),
        profile("2", "ada", "{\"b\":2}", 2),
        track("3", "anon", "visit", NOW_SECONDS),
        track("4", "cookie", "visit", NOW_SECONDS),
        alias("5", "cookie", "anon", 3));
    lake.build(REFUSING);
    lake.put(alias("6", "anon", "ada", 4));

    assertThat(lake.build(REFUSING).merges()).isEqualTo(1);
    assertThat(lake.rows(IDENTITIES)).containsExactly("cookie,anon");
    assertThat(lake.rows(PERSONS)).containsExactly("3,anon", "4,anon");
    assertThat(lake.rows("select person_id from processed.profiles order by 1"))
        .containsExactly("ada", "anon");
    assertThat(lake.rows("select kind, user_id, linked_to, person_id from processed.link_reports"))
        .containsExactly("merges-profiles,anon,ada,ada");
  }

  /** What is apart in the tables must be looked at together when the link between them changes. */
  @Test
  void linksAgainWhatWasRefusedWhenItNoLongerMergesProfiles() {
    lake.put(profile("1", "a", "{}", 1), profile("2", "c", "{}", 2));
    lake.put(alias("3", "a", "b", 3), alias("4", "b", "c", 4), track("5", "a", "x", NOW_SECONDS));
    lake.build(REFUSING);
    assertThat(lake.rows(IDENTITIES)).containsExactly("b,c");

    lake.put(alias("6", "b", "d", 5));
    lake.build(REFUSING);

    assertThat(lake.rows(IDENTITIES)).containsExactly("a,d", "b,d");
    assertThat(lake.rows(PERSONS)).containsExactly("5,d");
    assertThat(lake.rows("select * from processed.link_reports")).isEmpty();
  }

  @Test
  void refusesALinkOnceASecondProfileComes() {
    lake.put(alias("1", "anon", "ada", 1), profile("2", "anon", "{}", 2));
    lake.build(REFUSING);
    assertThat(lake.rows(IDENTITIES)).containsExactly("anon,ada");

    lake.put(profile("3", "ada", "{}", 3));
    lake.build(REFUSING);

    assertThat(lake.rows(IDENTITIES)).isEmpty();
  }

  @Test
  void takesTheGreaterIdOfProfilesOfTheSameTime() {
    lake.put(profile("b", "ada", "{\"k\":\"b\"}", 100), profile("a", "ada", "{\"k\":\"a\"}", 100));
    lake.build();

    assertThat(lake.rows("select attributes from processed.profiles"))
        .containsExactly("\"{\"\"k\"\":\"\"b\"\"}\"");
  }
}
