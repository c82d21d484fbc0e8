package dev.inlet.lake;

import static dev.inlet.lake.LakeFixture.NOW;
import static dev.inlet.lake.LakeFixture.NOW_SECONDS;
import static dev.inlet.lake.LakeFixture.alias;
import static dev.inlet.lake.LakeFixture.profile;
import static dev.inlet.lake.LakeFixture.track;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.iceberg.TableMetadataParser;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What others see of the tables, whatever fails in between. */
@Timeout(300)
class PublicationTest {
  private static final String ROOT = "s3://company/inlet/warehouse";

  private @TempDir Path folder;
  private final Outage outage = new Outage();
  private FakeDirectory directory;
  private Path bucket;
  private LakeFixture lake;

  @BeforeEach
  void make() throws IOException {
    directory = new FakeDirectory(outage);
    bucket = Files.createDirectories(folder.resolve("bucket"));
    lake = new LakeFixture(folder.resolve("data/lake"), NOW, place());
  }

  @Test
  void isWhatABuildLeftTableByTable() throws Exception {
    first();
    lake.publish();
    second();
    lake.publish();

    try (var bystander = bystander(directory)) {
      var rows = bystander.now();
      for (var model : Model.values()) {
        assertThat(rows.get(model.fullName()))
            .as(model.fullName())
            .hasSize(count(model.fullName()));
      }
      assertThat(rows).isEqualTo(bystander.ofTheLastBuild());
      assertThat(rows.get("processed.events")).anyMatch(row -> row.contains("|ada|buy|"));
      assertThat(bystander.builds()).hasSize(Model.values().length);
    }
    assertThat(files(bucket)).containsAllEntriesOf(files(lake.warehouse()));
    assertThat(directory.states()).hasSize(Model.values().length + 1).doesNotContainValue(null);
    assertThat(directory.parameter("test_processed.events", "table_type")).isEqualTo("ICEBERG");
    assertThat(directory.parameter("test_processed.events", "previous_metadata_location"))
        .startsWith(ROOT + "/processed/events/metadata/");
    var events = directory.description("test_processed.events");
    assertThat(events.location()).isEqualTo(ROOT + "/processed/events");
    assertThat(events.columns())
        .contains(
            new TableDirectory.Field("id", "string"),
            new TableDirectory.Field("occurred_at", "timestamp"));
  }

  @Test
  void asksNobodyWhenNothingIsNew() throws Exception {
    first();
    lake.publish();
    outage.after(-1, false);

    assertThat(lake.build().isNothing()).isTrue();
    lake.publish();
  }

  /** Cut behind each change, once before it and once after it, and then run again. */
  @Test
  void isCompletedByTheNextWhereverItWasCut() throws Exception {
    first();
    lake.publish();
    Map<String, List<String>> before;
    try (var bystander = bystander(directory)) {
      before = bystander.now();
    }
    second();
    lake.compact();
    new LakeErasing(lake.folder(), Clock.systemUTC(), Resources.usual()).sweep();
    var begin = folder.resolve("begin");
    copy(bucket, begin);
    var note = lake.warehouse().resolve("catalog.db");
    Files.copy(note, folder.resolve("note"));
    outage.end();
    var clean = new FakeDirectory(directory, outage);
    new LakeFixture(lake.folder(), NOW, place(clean)).publish();
    long changes = outage.changes();
    assertThat(changes).isGreaterThan(60);
    var end = files(bucket);
    Map<String, List<String>> after;
    try (var bystander = bystander(clean)) {
      after = bystander.now();
    }
    assertThat(after).isNotEqualTo(before);

    int old = 0;
    for (long cut = 0; cut < changes; cut++) {
      copy(begin, bucket);
      Files.copy(folder.resolve("note"), note, REPLACE_EXISTING);
      var seen = new FakeDirectory(directory, outage);
      var cutShort = new LakeFixture(lake.folder(), NOW, place(seen));
      outage.after(cut, cut % 2 == 0);
      assertThatThrownBy(cutShort::publish)
          .isInstanceOf(Unpublished.class)
          .hasMessageContaining("the connection was lost");
      outage.end();
      try (var bystander = bystander(seen)) {
        var build = bystander.ofTheLastBuild();
        old += build.equals(before) ? 1 : 0;
        assertThat(build).as("cut at %d of %d", cut, changes).isIn(before, after);
        assertThat(bystander.now())
            .allSatisfy((name, rows) -> assertThat(rows).isIn(before.get(name), after.get(name)));
      }
      cutShort.publish();
      assertThat(seen.states()).isEqualTo(clean.states());
      assertThat(files(bucket)).isEqualTo(end);
    }
    assertThat(old).as("cuts before the build was there").isBetween(30, (int) changes - 1);
  }

  @Test
  void leavesWhatOthersReadUntilTheyReadTheNext() throws Exception {
    first();
    try (var catalog = Catalog.open(lake.warehouse())) {
      var states = catalog.tables();
      var files = LocalFiles.of(lake.warehouse(), states);
      var table =
          LakeTable.open(Model.EVENTS, lake.warehouse(), files, "next", states.get(Model.EVENTS));
      long read = table.snapshot().orElseThrow();
      table.clear();
      table.expire(Long.MAX_VALUE);

      assertThat(table.snapshot()).isNotEqualTo(OptionalLong.of(read));
      assertThat(TableMetadataParser.read(files, table.write()).snapshot(read)).isNotNull();
    }
  }

  @Test
  void losesNothingHereWhileNobodyCanBeReached() throws Exception {
    outage.after(-1, false);
    first();
    assertThatThrownBy(lake::publish)
        .isInstanceOf(Unpublished.class)
        .hasMessageContaining("The next build tries it again");
    second();
    assertThatThrownBy(lake::publish).isInstanceOf(Unpublished.class);
    assertThat(lake.rows("select count(*) from processed.events")).containsExactly("24");

    outage.end();
    assertThat(lake.build().isNothing()).isTrue();
    lake.publish();
    try (var bystander = bystander(directory)) {
      assertThat(bystander.now().get("processed.events")).hasSize(24);
    }
  }

  @Test
  void refusesWhatAnotherBuilderPublishedUntilItTakesOver() throws Exception {
    first();
    lake.publish();
    var other = new LakeFixture(folder.resolve("other/lake"), NOW, place());
    other.put(track("x", "eve", "visit", NOW_SECONDS));
    other.build();
    var states = directory.states();
    var copies = files(bucket);

    assertThatThrownBy(other::publish)
        .isInstanceOf(Unpublished.class)
        .hasMessageContaining("another data folder")
        .hasMessageContaining("--take-over");
    assertThat(directory.states()).isEqualTo(states);
    assertThat(files(bucket)).isEqualTo(copies);

    other.takeOver();
    assertThat(tables(bucket)).isEqualTo(files(other.warehouse()));
    assertThat(directory.states()).isNotEqualTo(states);
    second();
    assertThatThrownBy(lake::publish).hasMessageContaining("another data folder");
  }

  @Test
  void refusesADataFolderThatWasPutBack() throws Exception {
    first();
    lake.publish();
    copy(lake.folder(), folder.resolve("backup"));
    second();
    lake.publish();
    copy(folder.resolve("backup"), lake.folder());
    lake.put(track("late", "eve", "visit", NOW_SECONDS));
    lake.build();

    assertThatThrownBy(lake::publish).hasMessageContaining("before it was put back");
    lake.takeOver();
    assertThat(tables(bucket)).isEqualTo(files(lake.warehouse()));
  }

  @Test
  void leavesTablesAloneThatItDidNotMake() throws Exception {
    directory.put("test_aggregated.sessions", Map.of("table_type", "ICEBERG"));
    first();

    assertThatThrownBy(lake::takeOver)
        .hasMessageContaining("test_aggregated.sessions was not made by 'inlet lake build'");
    assertThat(directory.states()).hasSize(1);
    assertThat(files(bucket)).isEmpty();
  }

  @Test
  void movesToAnotherPlaceOnlyWhenAllIsMadeAnew() throws Exception {
    var here = new LakeFixture(lake.folder());
    here.putAt("raw/events/date=2026-11-21/hour=01/early.json", track("1", "ada", "buy", 1));
    here.build();
    var old = files(lake.warehouse());
    lake.put(track("2", "bob", "buy", NOW_SECONDS));

    for (var change :
        List.<ThrowingCallable>of(lake::build, lake::compact, () -> erase(lake, "ada"))) {
      assertThatThrownBy(change).hasMessageContaining("--rebuild");
    }
    lake.rebuild();
    lake.publish();
    assertThat(lake.rows("select id from processed.events order by id")).containsExactly("1", "2");
    assertThat(tables(bucket).keySet()).doesNotContainAnyElementsOf(old.keySet());
    assertThat(files(lake.warehouse())).containsAllEntriesOf(old);

    assertThatThrownBy(here::build).hasMessageContaining("INLET_LAKE_CATALOG");
    here.rebuild();
    here.publish();
    assertThat(here.rows("select id from processed.events order by id")).containsExactly("1", "2");
  }

  @Test
  void takesErasedPersonsOutOfTheCopies() throws Exception {
    first();
    second();
    lake.publish();
    outage.after(-1, false);
    assertThat(erase(lake, "ada").json()).contains("copies of tables: ").contains("reached");
    outage.end();

    var receipt = again();
    assertThat(receipt.isComplete()).as(receipt.json()).isTrue();
    assertThat(tables(bucket)).isEqualTo(files(lake.warehouse()));
    try (var bystander = bystander(directory)) {
      assertThat(bystander.now().toString()).contains("|u3|").doesNotContain("ada");
    }
  }

  private void first() {
    for (int i = 0; i < 20; i++) {
      lake.put(track("a" + i, "u" + i % 5, "visit", NOW_SECONDS - i * 40_000L));
    }
    lake.put(profile("p", "u1", "{\"plan\":\"pro\"}", NOW_SECONDS));
    lake.put(track("b", "ada", "buy", NOW_SECONDS));
    lake.build();
  }

  private void second() {
    lake.put(
        alias("l", "u2", "u4", NOW_SECONDS),
        track("c", "ada", "buy", NOW_SECONDS),
        track("d", "u3", "sell", NOW_SECONDS),
        track("e", "u3", "sell", NOW_SECONDS));
    lake.build();
  }

  private int count(String table) {
    return Integer.parseInt(lake.rows("select count(*) from " + table).getFirst());
  }

  private Place place() {
    return place(directory);
  }

  private Place place(FakeDirectory other) {
    return new Place(ROOT, "test", () -> new FolderCopies(bucket, outage), () -> other);
  }

  private Bystander bystander(FakeDirectory other) throws Exception {
    return new Bystander(other, bucket, ROOT, folder.resolve("engine"));
  }

  private Receipt erase(LakeFixture of, String id) throws IOException {
    return erasing(of).run(id, false);
  }

  private Receipt again() throws IOException {
    return erasing(lake).again();
  }

  private Erase erasing(LakeFixture of) {
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    var resources = new Resources(256L << 20, 2);
    return new Erase(
        folder.resolve("data"),
        new DirectoryObjects(of.folder()),
        new Lake(of.folder(), clock, resources, place()),
        new LakeErasing(of.folder(), clock, resources, place()),
        clock,
        stage -> {},
        line -> {});
  }

  /** The files of tables, with their sizes. */
  private static Map<String, Long> tables(Path folder) throws IOException {
    var tables = files(folder);
    tables.remove("_owner");
    return tables;
  }

  private static Map<String, Long> files(Path folder) throws IOException {
    var files = new TreeMap<String, Long>();
    try (var paths = Files.walk(folder)) {
      for (var path : paths.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(path).toString(), Files.size(path));
      }
    }
    files.keySet().removeIf(name -> name.startsWith("catalog.db") || name.startsWith("."));
    return files;
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.exists(to)) {
      try (var paths = Files.walk(to)) {
        for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    try (var paths = Files.walk(from)) {
      for (var path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)));
      }
    }
  }
}
