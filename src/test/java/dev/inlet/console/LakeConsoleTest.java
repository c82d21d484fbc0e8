package dev.inlet.console;

import static dev.inlet.process.InletProcess.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.RunningInlet;
import dev.inlet.api.Browser;
import dev.inlet.api.Site;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A person looks at what the tables say, in a real browser. */
class LakeConsoleTest {
  private static final Duration SOON = Duration.ofMinutes(2);

  @RegisterExtension static final Browser browser = new Browser();
  private static @TempDir Path data;
  private static Optional<RunningInlet> running = Optional.empty();

  private @TempDir Path empty;

  @BeforeAll
  static void start() {
    if (browser.isInstalled()) {
      SampleLake.generate(data, 1500);
      SampleLake.build(data);
      running = Optional.of(RunningInlet.start(data, Map.of("INLET_CONSOLE_QUERY_MAX", "4s")));
    }
  }

  @AfterAll
  static void stop() {
    running.ifPresent(RunningInlet::close);
  }

  private static RunningInlet inlet() {
    return running.orElseThrow();
  }

  private static void openCharts() {
    browser.openAnew(inlet().uri("/console/lake"));
    browser.awaitShown("#state", "Tables of");
    browser.awaitShown("#days-chart", "People a day");
  }

  private static void ask(String sql) {
    browser.fill("#sql", sql);
    browser.click("#run");
    await(
        "it is answered",
        SOON,
        () -> !browser.script("return document.getElementById('run').disabled").asBoolean());
  }

  private static JsonNode rows(String sql) {
    var answer =
        inlet()
            .send(
                HttpRequest.newBuilder(inlet().uri("/console/lake/query"))
                    .header("Content-Type", "application/sql")
                    .POST(BodyPublishers.ofString(sql))
                    .build());
    return RunningInlet.json(answer.body()).path("rows");
  }

  @Test
  void tellsANewcomerTheThreeCommandsAndDrawsWhatTheyMade() {
    try (var inlet = RunningInlet.start(empty, Map.of())) {
      browser.openAnew(inlet.uri("/console/lake"));
      browser.awaitShown("#start", "Nothing has come yet");
      assertThat(browser.texts("#start code"))
          .satisfiesExactly(
              first -> assertThat(first).isEqualTo("scripts/run"),
              second ->
                  assertThat(second).isEqualTo("scripts/inlet generate --data '" + empty + "'"),
              third ->
                  assertThat(third).isEqualTo("scripts/inlet lake build --data '" + empty + "'"));
      assertThat(browser.shown("#state")).isEqualTo("Nothing to show yet");
      assertThat(browser.shown("#charts") + browser.shown("#box")).isEmpty();
      browser.screenshot("lake-empty");

      SampleLake.generate(empty, 60);
      browser.awaitShown("#start", "there are no tables of them yet");
      assertThat(browser.shown("#start")).contains("within 65 s");
      SampleLake.build(empty);

      browser.awaitShown("#retention-chart", "All");
      browser.awaitShown("#state", "Tables of");
      assertThat(browser.shown("#start")).isEmpty();
      browser.reachedNoOtherServerAndHadNoErrors(inlet);
    }
  }

  /** A server that waits for its first event builds, too. */
  @Test
  void tellsANewcomerTheSameWhenTheTablesHaveNoRows() throws Exception {
    Files.createDirectories(empty.resolve("lake"));
    SampleLake.build(empty);
    try (var inlet = RunningInlet.start(empty, Map.of())) {
      browser.openAnew(inlet.uri("/console/lake"));

      browser.awaitShown("#start", "Nothing has come yet");
      assertThat(browser.shown("#state")).isEqualTo("Nothing to show yet");
      assertThat(browser.shown("#charts") + browser.shown("#box") + browser.shown("#trouble"))
          .isEmpty();
    }
  }

  @Test
  void saysThatABuildIsAtWork() throws Exception {
    Files.createDirectories(
        empty.resolve("lake/warehouse/.building/" + System.currentTimeMillis() + "-0badcafe"));
    try (var inlet = RunningInlet.start(empty, Map.of())) {
      browser.openAnew(inlet.uri("/console/lake"));

      browser.awaitShown("#state", "Being built for");
      browser.awaitShown("#start", "The first build is at work");
    }
  }

  @Test
  void showsWhoCameBackWithANumberInEachCell() {
    openCharts();
    var sums =
        rows(
            "select sum(people), sum(returned), round(100 * sum(returned) / sum(people))::int"
                + " from aggregated.retention where week = 1");
    var week =
        rows("select * from aggregated.retention where week = 2 order by cohort_week limit 1");

    assertThat(browser.shown("#retention-finding"))
        .startsWith(
            "Of %,d people, %,d (%s\u00a0%%) did something again in the week after their first."
                .formatted(
                    sums.at("/0/0").asInt(), sums.at("/0/1").asInt(), sums.at("/0/2").asText()));
    assertThat(browser.texts(".heat .all .cell").get(0)).startsWith(sums.at("/0/2").asText());
    assertThat(
            browser
                .script(
                    "return document.querySelector('.heat tr:last-child td:nth-of-type(3)').dataset.tip")
                .asText())
        .contains(
            "%s of %s people came back in week 2"
                .formatted(week.at("/0/3").asText(), week.at("/0/2").asText()));
    var hottest = browser.background(".heat .all .cell:nth-of-type(2)");
    assertThat(hottest).isNotEqualTo(browser.background(".heat .all .cell:last-of-type"));
    browser.reachedNoOtherServerAndHadNoErrors(inlet());
  }

  @Test
  void ranksWhatMakesPeopleComeBackAndSaysHowManyAreBehindIt() {
    openCharts();
    var best =
        rows(
            "select returned_with, people_with, returned_without, people_without from"
                + " aggregated.retention_drivers where week = 2 and event_name = 'teammate_invited'");

    assertThat(browser.shown("#drivers-finding"))
        .startsWith("People who did “teammate_invited” in their first 7 days came back ")
        .contains(
            ": %,d of %,d".formatted(best.at("/0/0").asInt(), best.at("/0/1").asInt()),
            "against %,d of %,d others"
                .formatted(best.at("/0/2").asInt(), best.at("/0/3").asInt()));
    assertThat(browser.texts(".drivers .more .name").get(0)).isEqualTo("teammate_invited");
    assertThat(browser.texts(".drivers .unclear .name")).contains("theme_changed", "help_opened");
    assertThat(browser.texts(".drivers tbody:not(.few) .with small"))
        .allMatch(words -> words.matches("[\\d,]+ of [\\d,]+"));
    assertThat(browser.shown("#drivers-note")).contains("95 %", "no proof");

    browser.script(
        "const s = document.getElementById('drivers-week'); s.value = '3';"
            + " s.dispatchEvent(new Event('change'))");
    assertThat(browser.shown("#drivers-finding")).contains("in week 3");
  }

  /** In the last weeks, few have been there long enough. */
  @Test
  void doesNotTakeTenPeopleForAFinding() {
    openCharts();
    var last = rows("select max(week) from aggregated.retention_drivers").at("/0/0").asText();

    browser.script(
        "const s = document.getElementById('drivers-week'); s.value = arguments[0];"
            + " s.dispatchEvent(new Event('change'))",
        last);

    assertThat(browser.shown(".drivers .few .group")).isEqualTo("Too few people to tell");
    assertThat(browser.count(".drivers .few circle")).isZero();
  }

  @Test
  void showsPeopleAndEventsOfEachDayAndWhatTheyDo() {
    openCharts();
    var days = rows("select count(distinct event_date) from aggregated.daily_events");
    var top =
        rows(
            "select event_name from aggregated.feature_usage group by all order by count(*) desc limit 1");

    assertThat(browser.count("#days-chart .numbers tbody tr"))
        .isGreaterThanOrEqualTo(days.at("/0/0").asInt());
    assertThat(browser.texts(".bars .name").get(0)).isEqualTo(top.at("/0/0").asText());
    browser.script("document.querySelector('.plot .canvas').focus()");
    await(
        "the last day is told, when what the focus has scrolled is at rest",
        SOON,
        () -> {
          browser.press("End");
          return browser.shown("#tip").matches(".* Nov 2026: \\d+ people");
        });
    browser.press("Escape");
    assertThat(browser.shown("#tip")).isEmpty();
  }

  @Test
  void theHeatMapIsReadByKeys() {
    openCharts();

    browser.script("document.querySelector('.heat [tabindex=\"0\"]').focus()");
    assertThat(browser.shown("#tip")).startsWith("All weeks together: ").contains("in week 1");
    browser.press("ArrowRight");
    assertThat(browser.shown("#tip")).startsWith("All weeks together: ").contains("in week 2");
    browser.press("End");
    browser.press("ArrowDown");
    assertThat(browser.count(".heat [tabindex=\"0\"]")).isOne();
  }

  @Test
  void aChartsQueryIsTakenOverIntoTheBox() {
    openCharts();

    browser.click("[data-query=retention]");
    browser.click("#run");

    browser.awaitShown("#said", " rows in ");
    assertThat(browser.texts("#rows th"))
        .containsExactly("cohort_week", "week", "people", "returned");
  }

  @Test
  void answersAQueryAsTableAsChartAndAsAFile() {
    openCharts();
    browser.script(
        "URL.createObjectURL = (blob) => { blob.text().then((t) => window.saved = t);"
            + " return 'blob:none'; }; HTMLAnchorElement.prototype.click = () => {}");

    ask(
        "select event_name, count(*) as n, 9007199254740993 as big, null as nothing, 'a,\"b' as q"
            + " from processed.events group by all order by n desc");

    assertThat(browser.texts("#rows th")).containsExactly("event_name", "n", "big", "nothing", "q");
    assertThat(browser.texts("#rows tbody tr:first-child td"))
        .startsWith("page_viewed")
        .contains("9007199254740993", "null", "a,\"b");
    browser.click("[data-as=chart]");
    assertThat(browser.texts("#picture .name")).startsWith("page_viewed");
    assertThat(browser.shown("#picture .figure"))
        .isEqualTo(
            "%,d"
                .formatted(
                    rows("select count(*) from processed.events where event_name = 'page_viewed'")
                        .at("/0/0")
                        .asInt()));
    browser.click("#csv");
    await("it is saved", SOON, () -> !saved().isEmpty());
    assertThat(saved())
        .startsWith("event_name,n,big,nothing,q\r\npage_viewed,")
        .contains(",9007199254740993,,\"a,\"\"b\"\r\n")
        .contains("\r\n'=1+1,45,");
    ask("select event_date, sum(events) as events from aggregated.daily_events group by all");
    assertThat(browser.shown("#picture figcaption")).isEqualTo("events by event_date");
  }

  private static String saved() {
    return browser.script("return window.saved ?? ''").asText();
  }

  @Test
  void saysWhenItHasCutAResult() {
    openCharts();

    ask("from range(20000)");

    assertThat(browser.shown("#said")).startsWith("10,000 rows in ");
    assertThat(browser.shown("#cut"))
        .startsWith("Cut: these are the first 10,000 rows, and there are more.");
    ask("from range(20)");
    assertThat(browser.shown("#cut")).isEmpty();
  }

  @Test
  void saysWhereAQueryIsWrong() {
    openCharts();

    ask("select event_name,\n  nothing\nfrom processed.events");

    assertThat(browser.shown("#wrong p"))
        .startsWith("Line 2, column 3: Referenced column \"nothing\" not found");
    assertThat(browser.shown("#wrong pre")).isEqualTo("  nothing\n  ^");
    assertThat(
            browser
                .script(
                    "return getSelection().toString() || document.getElementById('sql')"
                        + ".value.slice(document.getElementById('sql').selectionStart,"
                        + " document.getElementById('sql').selectionEnd)")
                .asText())
        .isEqualTo("nothing");
    assertThat(browser.shown("#result")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from read_text('/etc/passwd')",
        "copy (select 1) to '/tmp/inlet-copied'",
        "attach '/tmp/inlet-attached.db'",
        "install httpfs",
        "set enable_external_access = true",
      })
  void refusesWhatReachesBeyondTheTables(String sql) {
    openCharts();

    ask(sql);

    assertThat(browser.shown("#wrong"))
        .containsAnyOf("A query only reads", "nothing but the tables");
    assertThat(browser.shown("#result")).isEmpty();
  }

  @Test
  void endsAQueryThatRunsForEverAndSaysSo() {
    openCharts();
    browser.script(
        "window.said = new Set(); new MutationObserver(() =>"
            + " window.said.add(document.getElementById('said').innerText))"
            + ".observe(document.getElementById('said'), {childList: true})");

    ask("select count(*) from range(10000000) a, range(10000000) b where a <> b");

    assertThat(browser.shown("#wrong")).contains("ended after 4 s");
    assertThat(browser.script("return [...window.said].join()").asText())
        .contains("s of at most 4 s");
    ask("select 42 as answer");
    assertThat(browser.texts("#rows td")).containsExactly("42");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void aLinkBringsAQueryThatIsRunByThePersonAlone() {
    var sql = "select 'x&y#z' as \"ü\"\nfrom range(2)";
    browser.openAnew(inlet().uri("/console/lake#sql=" + encoded(sql) + "&as=chart"));
    browser.awaitShown("#said", "This query came with the link");
    assertThat(browser.script("return document.getElementById('sql').value").asText())
        .isEqualTo(sql);
    assertThat(browser.shown("#result")).isEmpty();

    browser.keepCopies();
    browser.awaitShown("#days-chart", "People a day");
    browser.click("[data-query=days]");
    ask(sql);
    browser.click("#link");
    var copied = browser.copied();
    browser.openAnew(URI.create(copied));
    browser.awaitShown("#said", "This query came with the link");

    assertThat(browser.script("return document.getElementById('sql').value").asText())
        .isEqualTo(sql);
  }

  @Test
  void theNamesOfTablesAreInsertedWhereTheCursorIs() {
    openCharts();
    browser.script(
        "const s = document.getElementById('sql'); s.value = 'select * from limit 1';"
            + " s.setSelectionRange(13, 13)");

    browser.click("#schema details:nth-child(2) button.table");

    assertThat(browser.script("return document.getElementById('sql').value").asText())
        .isEqualTo("select * from processed.identities limit 1");
  }

  @Test
  void nothingThatIsSentRunsInThePage() {
    openCharts();
    assertThat(browser.texts(".drivers .name")).contains(SampleLake.EVIL);
    ask("select event_name as \"<b onclick=x>\", count(*) as n from processed.events group by all");
    assertThat(browser.texts("#rows td")).contains(SampleLake.EVIL);
    browser.click("[data-as=chart]");
    assertThat(browser.texts("#picture .name")).contains(SampleLake.EVIL);
    ask("select \"" + SampleLake.EVIL + "\"");
    assertThat(browser.shown("#wrong")).contains(SampleLake.EVIL);
    browser.openAnew(inlet().uri("/console/lake#as=%3Cscript%3E&sql=" + encoded(SampleLake.EVIL)));
    browser.awaitShown("#said", "This query came with the link");

    assertThat(browser.script("return window.hacked ?? 'no'").asText()).isEqualTo("no");
    assertThat(browser.count("main img, main script, main b")).isZero();
  }

  @Test
  void aPageOfAnotherOriginGetsNothing() {
    try (var site = new Site("")) {
      browser.open(site.page());

      var answer =
          browser.script(
              """
              const ask = (mode, headers) => fetch(arguments[0], {method: 'POST', mode, headers,
                body: 'select 1', credentials: 'include'})
                .then((answer) => answer.type + ' ' + answer.status, () => 'refused');
              return Promise.all([ask('cors', {'Content-Type': 'application/sql'}),
                ask('cors', {}), ask('no-cors', {})]).then((all) => all.join());
              """,
              inlet().uri("/console/lake/query").toString());

      assertThat(answer.asText()).isEqualTo("refused,refused,opaque 0");
    }
  }

  @Test
  void oneLogsInAndKeepsTheLink() {
    var key = "a long & strange=key+1";
    try (var inlet = RunningInlet.start(empty, Map.of("INLET_CONSOLE_KEY", key))) {
      SampleLake.generate(empty, 5);
      SampleLake.build(empty);
      browser.open(inlet.uri("/console/lake#sql=select%201"));
      browser.fill("#key", key);
      browser.click("button");

      browser.awaitShown("#said", "This query came with the link");
      assertThat(browser.script("return location.href").asText())
          .endsWith("/console/lake#sql=select%201");
    }
  }

  @ParameterizedTest
  @CsvSource({"light, 1400", "dark, 1400", "light, 390", "dark, 390"})
  void isReadInEachSchemeAndOnEachScreen(String scheme, int width) {
    browser.size(width, Browser.HEIGHT);
    browser.colorScheme(scheme);
    openCharts();
    ask("select event_date, sum(events) as events from aggregated.daily_events group by all");
    browser.click("[data-as=chart]");
    browser.screenshot("lake-%s-%d".formatted(scheme, width));

    assertThat(browser.width()).isLessThanOrEqualTo(width);
    assertThat(browser.background("body"))
        .isEqualTo(scheme.equals("dark") ? "rgb(14, 20, 19)" : "rgb(245, 247, 246)");
  }
}
