package dev.inlet.lake;

import static dev.inlet.lake.LakeFixture.NOW_SECONDS;
import static dev.inlet.lake.LakeFixture.alias;
import static dev.inlet.lake.LakeFixture.profile;
import static dev.inlet.lake.LakeFixture.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build reads of history. */
class HistoryTest {
  private static final int DAYS = 30;
  private static final long DAY = 86_400;

  /** A Parquet file begins with these many bytes, and ends with twice as many after its footer. */
  private static final int MAGIC_BYTES = 4;

  private @TempDir Path folder;

  @Test
  void readsNoEventOfADayOnWhichNobodyOfTheNewOnesMoved() throws Exception {
    var lake = new LakeFixture(folder);
    lake.put(
        IntStream.range(1, DAYS)
            .mapToObj(i -> track("a" + (100 - i), "old" + i, "buy", NOW_SECONDS - i * DAY))
            .toArray(String[]::new));
    lake.put(
        track("b1", "cookie", "visit", NOW_SECONDS), track("b2", "ada", "buy", NOW_SECONDS + 60));
    lake.build();
    assertThat(spoilOtherDays(lake.warehouse())).isEqualTo(DAYS - 1);
    assertThatThrownBy(() -> lake.rows("select max(id) from processed.events"));

    lake.put(
        alias("c1", "cookie", "ada", NOW_SECONDS),
        profile("c2", "ada", "{}", NOW_SECONDS),
        track("c3", "ada", "buy", NOW_SECONDS + 120),
        track("c4", "old3", "buy", NOW_SECONDS));
    lake.build();

    assertThat(
            lake.rows(
                """
                select person_id, event_name, events from aggregated.feature_usage
                where person_id in ('ada', 'cookie', 'old3') order by all\
                """))
        .containsExactly("ada,buy,2", "ada,visit,1", "old3,buy,2");
    assertThat(
            lake.rows(
                """
                select person_id, events from aggregated.sessions
                where person_id in ('ada', 'cookie', 'old3') order by all\
                """))
        .containsExactly("ada,3", "old3,1", "old3,1");
    assertThat(
            lake.rows(
                """
                select event_name, events, people from aggregated.daily_events
                where event_date = date '2026-11-21' order by all\
                """))
        .containsExactly("buy,3,2", "visit,1,1");
  }

  /** Leaves of the files of events of all days but the last only their footers. */
  private static int spoilOtherDays(Path warehouse) throws Exception {
    var today = LocalDate.ofInstant(LakeFixture.NOW, ZoneOffset.UTC).toEpochDay();
    int spoilt = 0;
    try (var catalog = Catalog.open(warehouse)) {
      var table =
          LakeTable.open(
              Model.EVENTS,
              warehouse,
              LocalFiles.here(warehouse),
              "",
              catalog.tables().get(Model.EVENTS));
      for (var task : table.tasks()) {
        if (task.file().partition().get(0, Integer.class) != today) {
          spoil(table.io().path(task.file().location()));
          spoilt++;
        }
      }
    }
    return spoilt;
  }

  private static void spoil(Path file) throws IOException {
    try (var open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(open.length() - 2 * MAGIC_BYTES);
      int footerBytes = Integer.reverseBytes(open.readInt());
      open.seek(MAGIC_BYTES);
      open.write(new byte[(int) open.length() - footerBytes - 3 * MAGIC_BYTES]);
    }
  }
}
