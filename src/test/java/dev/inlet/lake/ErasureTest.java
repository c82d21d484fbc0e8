package dev.inlet.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlet.delivery.directory.DirectoryObjects;
import dev.inlet.erase.Erase;
import dev.inlet.erase.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ErasureTest {
  private static final String ADA = "ada@example.org";
  private static final String EARLY = "2026-11-21T00:30:00.000Z";
  private static final String LATE = "2026-11-21T01:30:00.000Z";
  private static final long THEN = LakeFixture.NOW_SECONDS;

  private @TempDir Path data;
  private LakeFixture lake;

  @BeforeEach
  void create() {
    lake = new LakeFixture(data.resolve("lake"));
  }

  @Test
  void letsARecordOfTheSameIdTakeThePlaceOfOneThatIsErased() throws IOException {
    lake.put(LakeFixture.track("1", ADA, "buy", THEN, EARLY, "{}"));
    lake.put(LakeFixture.track("1", "bob", "visit", THEN, LATE, "{}"));
    lake.build();
    assertThat(people()).containsExactly(ADA);

    erase(ADA);

    assertThat(people()).containsExactly("bob");
    assertThat(lake.rows("select person_id, event_name from aggregated.feature_usage"))
        .containsExactly("bob,visit");
    assertSameWhenMadeAnew();
  }

  @Test
  void takesTheIdsOutOfWhatTheTablesSayOfOthers() throws IOException {
    lake.put(
        LakeFixture.track(
            "1", "bob", "invite", THEN, EARLY, "{\"to\":\"ada@example.org\",\"n\":1}"),
        LakeFixture.track("2", "bob", "visit", THEN),
        LakeFixture.profile("3", "bob", "{\"friend\":\"ada@example.org\",\"plan\":\"pro\"}", THEN),
        LakeFixture.track("4", ADA, "visit", THEN));
    lake.build();

    var receipt = erase(ADA);

    assertThat(receipt.json()).contains("\"idsInLinesOfOthers\" : 2");
    assertThat(lake.rows("select metadata from processed.events order by id"))
        .containsExactly("\"{\"\"to\"\":null,\"\"n\"\":1}\"", "{}");
    assertThat(lake.rows("select attributes from processed.profiles"))
        .containsExactly("\"{\"\"friend\"\":null,\"\"plan\"\":\"\"pro\"\"}\"");
    assertThat(lake.rows("select people from aggregated.daily_events where event_name = 'visit'"))
        .containsExactly("1");
    assertSameWhenMadeAnew();
  }

  @Test
  void takesIdsThatHoldControlCharactersOutOfWhatTheTablesSayOfOthers() throws IOException {
    for (int character = 0; character < ' '; character++) {
      var id = "\\u%04x".formatted(character) + ADA;
      var json = "{\"to\":\"" + id + "\"}";
      lake.put(
          LakeFixture.alias("link-" + character, id, ADA, THEN),
          LakeFixture.track("event-" + character, "bob", "invite", THEN, EARLY, json),
          LakeFixture.profile("profile-" + character, "bob-" + character, json, THEN));
    }
    lake.build();

    erase(ADA);

    assertThat(lake.rows("select distinct metadata from processed.events"))
        .containsExactly("\"{\"\"to\"\":null}\"");
    assertThat(lake.rows("select distinct attributes from processed.profiles"))
        .containsExactly("\"{\"\"to\"\":null}\"");
    assertSameWhenMadeAnew();
  }

  @Test
  void keepsOnlyFilesThatTheLastStateNeeds() throws IOException {
    for (int build = 0; build < 4; build++) {
      lake.put(
          LakeFixture.track(build + "-a", ADA, "visit", THEN - build * 90_000L),
          LakeFixture.track(build + "-b", "bob", "visit", THEN - build * 90_000L));
      lake.build();
    }
    long before = files().size();

    erase(ADA);

    long left = files().size();
    assertThat(left).isLessThan(before);
    new LakeErasing(lake.folder(), Clock.systemUTC(), Resources.usual()).sweep();
    assertThat(files()).hasSize((int) left);
    assertThat(people()).containsExactly("bob");
    assertThat(files().stream().filter(file -> file.toString().endsWith(".metadata.json")))
        .hasSize(Model.values().length);
  }

  @Test
  void keepsWhatIsReceivedLaterAndLaterBuildsGoOn() throws IOException {
    lake.put(
        LakeFixture.track("1", ADA, "buy", THEN), LakeFixture.track("2", "bob", "visit", THEN));
    lake.build();
    erase(ADA);

    lake.put(LakeFixture.track("3", ADA, "came back", THEN, "2099-01-01T00:00:00.000Z", "{}"));
    lake.build();
    assertThat(lake.rows("select event_name from processed.events where person_id = '" + ADA + "'"))
        .containsExactly("came back");

    assertThat(again().isComplete()).isTrue();
    assertThat(people()).containsExactlyInAnyOrder(ADA, "bob");
  }

  @Test
  void leavesNothingWhereThereWasNobodyElse() throws IOException {
    lake.put(
        LakeFixture.track("1", ADA, "buy", THEN),
        LakeFixture.alias("2", "cookie", ADA, THEN),
        LakeFixture.profile("3", ADA, "{\"a\":1}", THEN));
    lake.build();

    erase("cookie");

    for (var model : Model.values()) {
      assertThat(lake.rows("select * from " + model.fullName())).as(model.fullName()).isEmpty();
    }
    assertSameWhenMadeAnew();
  }

  @Test
  void erasesNothingWhileLinksCantBeRead() throws IOException {
    lake.put(
        LakeFixture.track("1", ADA, "buy", THEN),
        LakeFixture.track("2", "bob", "visit", THEN),
        LakeFixture.track("3", "cookie-7", "visit", THEN));
    lake.build();
    var link = LakeFixture.alias("4", "cookie-7", ADA, THEN);
    var broken = lake.put(link);
    Files.writeString(lake.folder().resolve(broken), "no gzip");

    var look = command().look(ADA, false);
    assertThat(look.json()).contains("\"events\" : 1").containsOnlyOnce(broken);
    assertThatThrownBy(() -> command().run(ADA, false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nothing was erased")
        .hasMessageContaining(broken);
    assertThat(people()).containsExactlyInAnyOrder(ADA, "bob", "cookie-7");

    lake.putAt(broken, link);
    lake.build();
    erase(ADA);
    assertThat(people()).containsExactly("bob");
    assertSameWhenMadeAnew();
  }

  @Test
  void erasesTheRestWhenAnObjectOfTheTablesHasRotted() throws IOException {
    lake.put(LakeFixture.track("1", ADA, "buy", THEN, EARLY, "{}"));
    var line = LakeFixture.track("1", "bob", "visit", THEN, LATE, "{}");
    var rotten = lake.put(line);
    lake.build();
    Files.writeString(lake.folder().resolve(rotten), "no gzip");

    assertThat(command().look(ADA, false).json()).containsOnlyOnce(rotten);
    var receipt = command().run(ADA, false);
    assertThat(receipt.isComplete()).isFalse();
    assertThat(receipt.json())
        .contains("\"events\" : 1", "build --rebuild brings it back")
        .containsOnlyOnce(rotten);
    assertThat(people()).isEmpty();

    lake.putAt(rotten, line);
    erase(ADA);
    lake.rebuild();
    assertThat(people()).containsExactly("bob");
  }

  @Test
  void changesNothingInADryRun() throws IOException {
    lake.put(LakeFixture.track("1", ADA, "buy", THEN));
    lake.build();
    var before = files();

    var receipt = command().look(ADA, false);

    assertThat(receipt.json())
        .contains("\"events\" : 1", "\"written\" : false")
        .doesNotContain(ADA);
    assertThat(files()).isEqualTo(before);
    assertThat(people()).containsExactly(ADA);
  }

  private List<String> people() {
    return lake.rows("select distinct person_id from processed.events order by 1");
  }

  private void assertSameWhenMadeAnew() {
    var erased = lake.everything();
    lake.rebuild();
    assertThat(lake.everything()).isEqualTo(erased);
  }

  private Receipt erase(String id) throws IOException {
    var receipt = command().run(id, false);
    assertThat(receipt.isComplete()).as(receipt.json()).isTrue();
    assertThat(receipt.json()).doesNotContain(id);
    return receipt;
  }

  private Receipt again() throws IOException {
    return command().again();
  }

  private Erase command() {
    var folder = lake.folder();
    var built = Clock.fixed(LakeFixture.NOW, ZoneOffset.UTC);
    var resources = new Resources(256L << 20, 2);
    return new Erase(
        data,
        new DirectoryObjects(folder),
        new Lake(folder, built, resources),
        new LakeErasing(folder, built, resources),
        Clock.systemUTC(),
        stage -> {},
        line -> {});
  }

  private List<Path> files() throws IOException {
    try (var paths = Files.walk(data)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
