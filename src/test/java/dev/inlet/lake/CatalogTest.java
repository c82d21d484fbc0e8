package dev.inlet.lake;

import static dev.inlet.lake.LakeFixture.NOW_SECONDS;
import static dev.inlet.lake.LakeFixture.alias;
import static dev.inlet.lake.LakeFixture.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build leaves, for others and for the next one. */
class CatalogTest {
  private @TempDir Path folder;
  private LakeFixture lake;

  @BeforeEach
  void makeLake() {
    lake = new LakeFixture(folder);
    lake.put(track("1", "cookie", "buy", NOW_SECONDS), track("2", "bob", "buy", NOW_SECONDS));
    lake.build();
  }

  @Test
  void isReadByIcebergsOwnCatalog() throws Exception {
    lake.put(alias("3", "cookie", "ada", NOW_SECONDS));
    lake.build();

    try (var catalog =
        new JdbcCatalog(properties -> LocalFiles.here(lake.warehouse()), null, false)) {
      catalog.initialize(
          Catalog.NAME,
          Map.of(
              "uri",
              "jdbc:sqlite:" + lake.warehouse().resolve("catalog.db"),
              "warehouse",
              LocalFiles.here(lake.warehouse()).root(),
              "jdbc.schema-version",
              "V1"));
      assertThat(catalog.listTables(Namespace.of("aggregated"))).hasSize(5);
      var events = catalog.loadTable(TableIdentifier.of("processed", "events"));
      assertThat(events.currentSnapshot().summary())
          .containsEntry("total-records", "3")
          .containsEntry("total-position-deletes", "1");
    }
  }

  @Test
  void doesNothingWhenNothingIsNew() {
    assertThat(lake.build().isNothing()).isTrue();
  }

  @Test
  void knowsWhichObjectsAreNewWhereverTheyAre() {
    for (var folder : new String[] {"", "date=2026-11-01/", "date=2026-11-01/hour=03/"}) {
      for (var name : new String[] {"a.json", "b c/d.json", "%.json", "z/e/f.json.gz"}) {
        lake.putAt("raw/events/" + folder + name, track(folder + name, "u", "x", NOW_SECONDS));
      }
      assertThat(lake.build().objects()).isEqualTo(4);
      assertThat(lake.build().isNothing()).isTrue();
    }
    assertThat(lake.rows("select count(*) from processed.events")).containsExactly("14");
  }

  @Test
  void refusesASecondBuildAtTheSameTime() throws Exception {
    try (var catalog = Catalog.open(lake.warehouse())) {
      catalog.begin();
      assertThatThrownBy(lake::build)
          .isInstanceOf(LakeBusy.class)
          .hasMessageContaining("another build");
      assertThat(lake.rows("select count(*) from processed.events")).containsExactly("2");
    }
    assertThat(lake.build().isNothing()).isTrue();
  }

  @Test
  void removesWhatADeadBuildLeft() throws IOException {
    var data = lake.warehouse().resolve("processed/events/data/1-dead/x.parquet");
    var manifest = lake.warehouse().resolve("processed/events/metadata/1-dead-m0.avro");
    var temporary = lake.warehouse().resolve(".building/1-dead/spill");
    for (var file : new Path[] {data, manifest, temporary}) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "half");
    }
    lake.build();

    assertThat(data).doesNotExist();
    assertThat(manifest).doesNotExist();
    assertThat(temporary).doesNotExist();
    assertThat(lake.rows("select count(*) from processed.events")).containsExactly("2");
  }

  @Test
  void givesTheSameRowsFromAllRawObjects() {
    lake.put(alias("3", "cookie", "ada", NOW_SECONDS));
    lake.build();
    var before = lake.everything();

    assertThat(lake.rebuild().objects()).isEqualTo(2);
    assertThat(lake.everything()).isEqualTo(before);
  }

  @Test
  void namesFilesByWhereTheyAreOnceAllIsMadeAnewAfterAMove() throws Exception {
    var moved = Files.createTempDirectory(folder.getParent(), "moved").resolve("lake");
    Files.move(folder, moved);
    var there = new LakeFixture(moved);
    assertThat(there.rows("select count(*) from processed.events")).containsExactly("2");

    there.putAt("raw/events/date=2026-11-21/hour=01/late.json", track("3", "eve", "buy", 1));
    there.build();
    there.rebuild();

    assertThat(there.rows("select count(*) from processed.events")).containsExactly("3");
    try (var catalog = Catalog.open(there.warehouse())) {
      assertThat(catalog.tables().values())
          .allMatch(state -> state.startsWith("file://" + there.warehouse() + "/"));
    }
    Files.createDirectories(folder);
  }

  @Test
  void makesFewFilesOfManyAndKeepsTheRows() throws IOException {
    for (int i = 0; i < 14; i++) {
      lake.put(track("t" + i, "u" + i % 3, "x", NOW_SECONDS), alias("a" + i, "u1", "p" + i, i));
      lake.build();
    }
    var before = lake.everything();
    assertThat(lake.compact()).isPositive();
    assertThat(lake.everything()).isEqualTo(before);
    assertThat(lake.compact()).isZero();
  }
}
