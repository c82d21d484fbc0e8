package dev.inlet.lake;

import static dev.inlet.lake.LakeFixture.NOW_SECONDS;
import static dev.inlet.lake.LakeFixture.track;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.RunningInlet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What whoever asks by a page is answered, and what no query can do. */
class AnsweringTest {
  private static final Resources RESOURCES = new Resources(128L << 20, 2);

  private static @TempDir Path folder;
  private static LakeFixture lake;
  private static LakeReading reading;
  private static Answering answering;

  @BeforeAll
  static void makeLake() throws Exception {
    lake = lake(folder.resolve("lake"));
    var bounds = new QueryBounds(Duration.ofSeconds(20), 3, 1000, 10 << 20);
    reading = LakeReading.open(lake.warehouse(), RESOURCES, bounds);
    answering = new Answering(reading, bounds);
  }

  private static LakeFixture lake(Path folder) {
    var lake = new LakeFixture(folder);
    lake.put(track("1", "ada", "buy", NOW_SECONDS));
    lake.build();
    return lake;
  }

  @AfterAll
  static void close() throws IOException {
    reading.close();
  }

  private static String rows(String sql) {
    return rows(answering, sql);
  }

  private static String rows(Answering answering, String sql) {
    var answer = answering.answer(sql);
    assertThat(answer).as(sql).isInstanceOf(Answer.Rows.class);
    return ((Answer.Rows) answer).json();
  }

  private static Answer.Refused refused(String sql) {
    var answer = answering.answer(sql);
    assertThat(answer).as(sql).isInstanceOf(Answer.Refused.class);
    return (Answer.Refused) answer;
  }

  @Test
  void givesEachCellAsTextSoThatNoDigitIsLost() {
    var rows =
        RunningInlet.json(
            rows(
                "select 9007199254740993 as n, 'a\"\n' as \"t<\", null::integer as z; -- a comment"));

    assertThat(rows.path("columns").toString())
        .isEqualTo(
            "[{\"name\":\"n\",\"type\":\"BIGINT\"},{\"name\":\"t<\",\"type\":\"VARCHAR\"},"
                + "{\"name\":\"z\",\"type\":\"INTEGER\"}]");
    assertThat(rows.path("rows").toString())
        .isEqualTo("[[\"9007199254740993\",\"a\\\"\\n\",null]]");
    assertThat(rows.path("isCut").asBoolean()).isFalse();
  }

  @Test
  void seesWhatABuildHasChanged() throws Exception {
    var changing = lake(folder.resolve("changing"));
    var bounds = QueryBounds.of(Duration.ofSeconds(20));
    try (var other = LakeReading.open(changing.warehouse(), RESOURCES, bounds)) {
      var asked = new Answering(other, bounds);
      assertThat(rows(asked, "select count(*) from processed.events")).contains("[[\"1\"]]");

      changing.put(track("2", "ada", "buy", NOW_SECONDS));
      changing.build();

      assertThat(rows(asked, "select count(*) from processed.events")).contains("[[\"2\"]]");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "select i from range(3) t(i) order by i desc, '[[\"2\"],[\"1\"],[\"0\"]]', false",
    "select i from range(4) t(i) order by i desc, '[[\"3\"],[\"2\"],[\"1\"]]', true",
    "from range(1000000000000), '[[\"0\"],[\"1\"],[\"2\"]]', true",
  })
  void givesTheFirstRowsAndSaysWhenThereAreMore(String sql, String rows, boolean isCut) {
    var answer = RunningInlet.json(rows(sql));

    assertThat(answer.path("rows").toString()).isEqualTo(rows);
    assertThat(answer.path("isCut").asBoolean()).isEqualTo(isCut);
  }

  @Test
  void givesNoMoreCharactersThanItMay() {
    var answer = RunningInlet.json(rows("select repeat('x', 400) from range(3)"));

    assertThat(answer.path("rows")).hasSize(2);
    assertThat(answer.path("isCut").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "selec 1, 0, syntax error",
    "select 1 +, 9, syntax error",
    "select nothing from processed.events, 7, 'Referenced column \"nothing\"'",
    "from nowhere, 5, nowhere does not exist",
    "'select ''é€😀'', nothing from processed.events', 20, 'Referenced column \"nothing\"'",
    "select cast('ada' as integer), 7, Could not convert",
    "select error('boom'), -1, boom",
  })
  void saysWhatIsWrongAndAtWhichByte(String sql, int position, String words) {
    var refused = refused(sql);

    assertThat(refused.reason()).contains(words).doesNotContain("exception_message");
    assertThat(refused.position()).isEqualTo(position);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "copy (select 1) to '/tmp/inlet-copied'",
        "attach '/tmp/inlet-attached.db'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set memory_limit = '100GB'",
        "reset lock_configuration",
        "pragma enable_profiling",
        "create table t as select 1",
        "create or replace view processed.events as select 1",
        "drop view processed.events",
        "insert into processed.events select * from processed.events",
        "export database '/tmp/inlet-exported'",
        "checkpoint",
        "call pragma_version()",
        "select 1; select 2",
        "select 1; drop view processed.events",
        "begin",
      })
  void onlyReads(String sql) {
    assertThat(refused(sql).reason()).matches("(?s).*(only reads|one query at a time).*");
    assertThat(rows("select count(*) from processed.events")).contains("[[\"1\"]]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from read_text('/etc/passwd')",
        "select * from read_csv('/etc/passwd')",
        "from '/etc/passwd'",
        "select * from read_blob('/proc/self/environ')",
        "select * from glob('/etc/*')",
        "select * from query('from read_text(''/etc/passwd'')')",
        "from query_table('/etc/passwd')",
        "from sniff_csv('/etc/passwd')",
        "from parquet_metadata('/etc/passwd')",
        "from read_text('http://127.0.0.1:1/')",
      })
  void reachesNoFileButThoseOfTheTables(String sql) {
    assertThat(refused(sql).reason()).doesNotContain("root:");
  }

  @Test
  void reachesNoOtherFileOfTheLake() {
    refused("from read_text('" + lake.warehouse().resolve("catalog.db") + "')");
    refused("from '" + lake.folder().resolve("raw/**/*.json.gz") + "'");
    refused("from read_text('%s/processed/events/../../catalog.db')".formatted(lake.warehouse()));
  }

  @Test
  void tellsNoVariableOfTheEnvironment() {
    refused("select getenv('HOME')");
  }

  @Test
  void endsAQueryThatTakesTooLongAndAnswersTheNext() throws Exception {
    var bounds = QueryBounds.of(Duration.ofSeconds(1));
    try (var other = LakeReading.open(lake.warehouse(), RESOURCES, bounds)) {
      var hurried = new Answering(other, bounds);

      var answer =
          hurried.answer("select count(*) from range(10000000) a, range(10000000) b where a <> b");

      assertThat(answer).isEqualTo(new Answer.TooLong(Duration.ofSeconds(1)));
      assertThat(rows(hurried, "select 1")).contains("[[\"1\"]]");
    }
  }

  @Test
  void putsNoMoreIntoFilesThanItMay() {
    var refused =
        refused(
            "select count(*) from (select distinct i, repeat(i::varchar, 40) from range(3000000) t(i))");

    assertThat(refused.reason()).containsIgnoringCase("max_temp_directory_size");
    assertThat(rows("select 1")).contains("[[\"1\"]]");
  }

  @Test
  void answersOneQuestionAfterTheOther() throws IOException {
    var questions = new ByteArrayOutputStream();
    for (var sql : new String[] {"select 'ünï'", "selec", "select 2"}) {
      AnswerFrames.ask(new DataOutputStream(questions), sql);
    }
    var answers = new ByteArrayOutputStream();

    answering.run(
        new DataInputStream(new ByteArrayInputStream(questions.toByteArray())),
        new DataOutputStream(answers));

    var in = new DataInputStream(new ByteArrayInputStream(answers.toByteArray()));
    assertThat(((Answer.Rows) AnswerFrames.answer(in)).json()).contains("ünï");
    assertThat(AnswerFrames.answer(in)).isInstanceOf(Answer.Refused.class);
    assertThat(((Answer.Rows) AnswerFrames.answer(in)).json()).contains("[[\"2\"]]");
    assertThat(in.read()).isEqualTo(-1);
  }
}
