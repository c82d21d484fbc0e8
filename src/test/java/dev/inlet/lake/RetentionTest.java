package dev.inlet.lake;

import static dev.inlet.lake.LakeFixture.track;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code aggregated.retention} and {@code aggregated.retention_drivers}. */
class RetentionTest {
  private static final long MONDAY = Instant.parse("2026-10-19T00:00:00Z").getEpochSecond();
  private static final long DAY = 86_400;
  private static final long WEEK = 7 * DAY;

  private @TempDir Path folder;

  @Test
  void countsOnlyWeeksThatHaveEnded() {
    var lake = new LakeFixture(folder, Instant.parse("2026-11-08T23:59:59Z"));
    lake.put(
        track("1", "a", "x", MONDAY),
        track("2", "b", "x", MONDAY + 6 * DAY),
        track("3", "a", "x", MONDAY + WEEK),
        track("4", "a", "x", MONDAY + 2 * WEEK));
    lake.build();
    assertThat(lake.rows("select * from aggregated.retention order by all"))
        .containsExactly("2026-10-19,0,2,2", "2026-10-19,1,2,1");

    var later = new LakeFixture(folder, Instant.parse("2026-11-09T00:00:00Z"));
    later.build();
    assertThat(later.rows("select * from aggregated.retention order by all"))
        .containsExactly("2026-10-19,0,2,2", "2026-10-19,1,2,1", "2026-10-19,2,2,1");
  }

  /** Of 40 who used it 20 came back in week 2, of 40 others 10. */
  @Test
  void comparesThoseWhoUsedAFeatureInTheirFirstDaysWithTheOthers() {
    var lake = new LakeFixture(folder);
    var lines = new ArrayList<String>();
    for (int i = 0; i < 80; i++) {
      var user = "u" + i;
      lines.add(track("open" + i, user, "open", MONDAY + i));
      if (i < 40) {
        lines.add(track("used" + i, user, "used", MONDAY + i + 7 * DAY - 1));
      }
      if (i < 20 || i >= 70) {
        lines.add(track("back" + i, user, "back", MONDAY + 2 * WEEK));
      }
    }
    lines.add(track("late", "u79", "used", MONDAY + 79 + 7 * DAY));
    lake.put(lines.toArray(String[]::new));
    lake.build();

    assertThat(
            lake.rows(
                "select people_with, returned_with, people_without, returned_without, lift,"
                    + " round(ci_low, 3), round(ci_high, 3) from aggregated.retention_drivers"
                    + " where event_name = 'used' and week = 2"))
        .containsExactly("40,20,40,10,2.0,1.076,3.717");
    assertThat(lake.rows("select distinct event_name from aggregated.retention_drivers"))
        .containsExactlyInAnyOrder("open", "used");
    assertThat(lake.rows("select min(week), max(week) from aggregated.retention_drivers"))
        .containsExactly("2,3");
  }
}
