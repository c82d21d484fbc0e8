package dev.inlet.lake;

import static dev.inlet.lake.LakeFixture.NOW_SECONDS;
import static dev.inlet.lake.LakeFixture.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What queries answer, and what they can't reach. */
class LakeReadingTest {
  private @TempDir Path folder;
  private LakeFixture lake;

  @BeforeEach
  void makeLake() {
    lake = new LakeFixture(folder.resolve("lake"));
    lake.put(track("1", "ada", "buy", NOW_SECONDS));
    lake.build();
  }

  @Test
  void writesATableForPeople() {
    assertThat(lake.query("select 'a' as name, 12 as n union all select 'bc', null", Format.TABLE))
        .isEqualTo(
            """
            name     n
            ----  ----
            a       12
            bc    NULL
            """);
  }

  @Test
  void writesCsvThatTellsNullFromEmpty() {
    assertThat(lake.query("select 'x,\"y\"' as a, '' as b, null as c", Format.CSV))
        .isEqualTo("a,b,c\r\n\"x,\"\"y\"\"\",\"\",\r\n");
  }

  @Test
  void writesOneArrayOfJson() {
    assertThat(
            lake.query(
                "select 1 as n, 'a\"\u0001' as t, true as b, 'nan'::double as d, null as z,"
                    + " 12345678901234567890123::hugeint as h",
                Format.JSON))
        .isEqualTo(
            "[{\"n\":1,\"t\":\"a\\\"\\u0001\",\"b\":true,\"d\":\"NaN\",\"z\":null,"
                + "\"h\":12345678901234567890123}]\n");
    assertThat(lake.query("select 1 as n where false", Format.JSON)).isEqualTo("[]\n");
  }

  @Test
  void onlyReads() {
    for (var sql :
        new String[] {
          "copy (select 1) to '" + lake.warehouse().resolve("processed/events/x") + "'",
          "create table t as select 1",
          "drop view processed.events",
          "set enable_external_access = true",
          "explain analyze copy (select 1) to 'x'",
          "select 1; select 2",
          "selec 1",
        }) {
      assertThatThrownBy(() -> lake.rows(sql)).as(sql).isInstanceOf(QueryRefused.class);
    }
  }

  @Test
  void reachesNoFileButThoseOfTheTables() {
    for (var sql :
        new String[] {
          "select * from read_text('/etc/hostname')",
          "select * from read_text('" + lake.warehouse().resolve("catalog.db") + "')",
          "from '" + folder.resolve("lake/raw/**/*.json.gz") + "'",
          "select * from glob('/etc/*')",
        }) {
      assertThatThrownBy(() -> lake.rows(sql)).as(sql).isInstanceOf(QueryRefused.class);
    }
  }
}
