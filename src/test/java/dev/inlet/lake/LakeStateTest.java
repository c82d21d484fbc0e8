package dev.inlet.lake;

import static dev.inlet.lake.LakeFixture.NOW_SECONDS;
import static dev.inlet.lake.LakeFixture.track;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files tell of the tables. */
class LakeStateTest {
  private @TempDir Path folder;

  private LakeState now() throws IOException {
    return LakeState.of(folder, Instant.now());
  }

  @Test
  void nothingHasComeAtFirst() throws IOException {
    assertThat(now()).isEqualTo(new LakeState(false, null, null));
    assertThat(LakeState.of(folder.resolve("none"), Instant.now()).hasTables()).isFalse();
  }

  @Test
  void thereAreTablesWhenABuildIsCommitted() throws IOException {
    var lake = new LakeFixture(folder);
    lake.put(track("1", "ada", "buy", NOW_SECONDS));
    assertThat(now()).isEqualTo(new LakeState(true, null, null));

    lake.build();

    assertThat(now().hasTables()).isTrue();
    assertThat(now().buildingSince()).isNull();
  }

  @Test
  void thereAreNoneWhenOneHasOnlyBegun() throws Exception {
    try (var catalog = Catalog.open(folder.resolve("warehouse"))) {
      catalog.begin();
      assertThat(now().hasTables()).isFalse();
    }
    assertThat(now().hasTables()).isFalse();
  }

  @Test
  void aBuildIsAtWorkWhileItsFolderIsThereUnlessItIsDead() throws IOException {
    var begin = Instant.ofEpochMilli(System.currentTimeMillis());
    Files.createDirectories(
        folder.resolve("warehouse/.building/" + begin.toEpochMilli() + "-0badcafe"));

    assertThat(LakeState.of(folder, begin.plusSeconds(5)).buildingSince()).isEqualTo(begin);
    assertThat(LakeState.of(folder, begin.plus(Duration.ofHours(3))).buildingSince()).isNull();
  }
}
