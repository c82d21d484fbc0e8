package dev.inlet.console;

import static dev.inlet.process.InletProcess.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A person looks at what the tables say, in a real browser. */
class LakeConsoleTest {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final int WIDTH = 1400;
  private static final int HEIGHT = 900;

  private static Optional<Browser> found = Optional.empty();
  private static @TempDir Path data;
  private static Optional<RunningInlet> running = Optional.empty();

  private @TempDir Path empty;

  @BeforeAll
  static void start(@TempDir Path profile) {
    found = Browser.start(profile);
    if (found.isPresent()) {
      SampleLake.generate(data, 1500);
      SampleLake.build(data);
      running = Optional.of(RunningInlet.start(data, Map.of("INLET_CONSOLE_QUERY_MAX", "4s")));
    }
  }

  /** Before each, so that each is reported as skipped, with the reason. */
  @BeforeEach
  void needsABrowser() {
    assumeTrue(
        found.isPresent(),
        "needs chromedriver and chromium on the PATH (Debian: chromium, chromium-driver), or"
            + " INLET_TEST_CHROMEDRIVER");
    browser().size(WIDTH, HEIGHT);
  }

  @AfterAll
  static void stop() {
    running.ifPresent(RunningInlet::close);
    found.ifPresent(Browser::close);
  }

  private static Browser browser() {
    return found.orElseThrow();
  }

  private static RunningInlet inlet() {
    return running.orElseThrow();
  }

  private static void open(RunningInlet inlet, String address) {
    browser().open(inlet.uri("/console/favicon.svg"));
    browser().requests();
    browser().errors();
    browser().open(inlet.uri(address));
  }

  private static void openCharts() {
    open(inlet(), "/console/lake");
    awaitText("#state", "Tables of");
    awaitText("#days-chart", "People a day");
  }

  private static String text(String css) {
    return browser()
        .script(
            "const e = document.querySelector(arguments[0]);"
                + " return e?.checkVisibility() ? e.innerText : ''",
            css)
        .asText();
  }

  private static void awaitText(String css, String text) {
    await(css + " says " + text, SOON, () -> text(css).contains(text));
  }

  private static List<String> texts(String css) {
    var found =
        browser()
            .script(
                "return [...document.querySelectorAll(arguments[0])].map((e) => e.innerText)", css);
    return StreamSupport.stream(found.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static void press(String key) {
    browser()
        .script(
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
                + " {key: arguments[0], bubbles: true, cancelable: true}))",
            key);
  }

  private static void ask(String sql) {
    browser().script("document.getElementById('sql').value = arguments[0]", sql);
    browser().click("#run");
    await(
        "it is answered",
        SOON,
        () -> !browser().script("return document.getElementById('run').disabled").asBoolean());
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

  private static void reachedNoOtherServerAndHadNoErrors(RunningInlet inlet) {
    assertThat(browser().requests())
        .isNotEmpty()
        .allSatisfy(address ->
            assertThat(address).hasScheme("http").hasAuthority("127.0.0.1:" + inlet.port()));
    assertThat(browser().errors()).isEmpty();
  }

  @Test
  void tellsANewcomerTheThreeCommandsAndDrawsWhatTheyMade() {
    try (var inlet = RunningInlet.start(empty, Map.of())) {
      open(inlet, "/console/lake");
      awaitText("#start", "Nothing has come yet");
      assertThat(texts("#start code"))
          .satisfiesExactly(
              first -> assertThat(first).isEqualTo("scripts/run"),
              second ->
                  assertThat(second).isEqualTo("scripts/inlet generate --data '" + empty + "'"),
              third ->
                  assertThat(third).isEqualTo("scripts/inlet lake build --data '" + empty + "'"));
      assertThat(text("#state")).isEqualTo("Nothing to show yet");
      assertThat(text("#charts") + text("#box")).isEmpty();
      browser().screenshot(SCREENSHOTS.resolve("lake-empty.png"));

      SampleLake.generate(empty, 60);
      awaitText("#start", "there are no tables of them yet");
      assertThat(text("#start")).contains("within 65 s");
      SampleLake.build(empty);

      awaitText("#retention-chart", "All");
      awaitText("#state", "Tables of");
      assertThat(text("#start")).isEmpty();
      reachedNoOtherServerAndHadNoErrors(inlet);
    }
  }

  /** A server that waits for its first event builds, too. */
  @Test
  void tellsANewcomerTheSameWhenTheTablesHaveNoRows() throws Exception {
    Files.createDirectories(empty.resolve("lake"));
    SampleLake.build(empty);
    try (var inlet = RunningInlet.start(empty, Map.of())) {
      open(inlet, "/console/lake");

      awaitText("#start", "Nothing has come yet");
      assertThat(text("#state")).isEqualTo("Nothing to show yet");
      assertThat(text("#charts") + text("#box") + text("#trouble")).isEmpty();
    }
  }

  @Test
  void saysThatABuildIsAtWork() throws Exception {
    Files.createDirectories(
        empty.resolve("lake/warehouse/.building/" + System.currentTimeMillis() + "-0badcafe"));
    try (var inlet = RunningInlet.start(empty, Map.of())) {
      open(inlet, "/console/lake");

      awaitText("#state", "Being built for");
      awaitText("#start", "The first build is at work");
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

    assertThat(text("#retention-finding"))
        .startsWith(
            "Of %,d people, %,d (%s\u00a0%%) did something again in the week after their first."
                .formatted(
                    sums.at("/0/0").asInt(), sums.at("/0/1").asInt(), sums.at("/0/2").asText()));
    assertThat(texts(".heat .all .cell").get(0)).startsWith(sums.at("/0/2").asText());
    assertThat(
            browser()
                .script(
                    "return document.querySelector('.heat tr:last-child td:nth-of-type(3)').dataset.tip")
                .asText())
        .contains(
            "%s of %s people came back in week 2"
                .formatted(week.at("/0/3").asText(), week.at("/0/2").asText()));
    var hottest = background(".heat .all .cell:nth-of-type(2)");
    assertThat(hottest).isNotEqualTo(background(".heat .all .cell:last-of-type"));
    reachedNoOtherServerAndHadNoErrors(inlet());
  }

  private static String background(String css) {
    return browser()
        .script(
            "return getComputedStyle(document.querySelector(arguments[0])).backgroundColor", css)
        .asText();
  }

  @Test
  void ranksWhatMakesPeopleComeBackAndSaysHowManyAreBehindIt() {
    openCharts();
    var best =
        rows(
            "select returned_with, people_with, returned_without, people_without from"
                + " aggregated.retention_drivers where week = 2 and event_name = 'teammate_invited'");

    assertThat(text("#drivers-finding"))
        .startsWith("People who did “teammate_invited” in their first 7 days came back ")
        .contains(
            ": %,d of %,d".formatted(best.at("/0/0").asInt(), best.at("/0/1").asInt()),
            "against %,d of %,d others"
                .formatted(best.at("/0/2").asInt(), best.at("/0/3").asInt()));
    assertThat(texts(".drivers .more .name").get(0)).isEqualTo("teammate_invited");
    assertThat(texts(".drivers .unclear .name")).contains("theme_changed", "help_opened");
    assertThat(texts(".drivers tbody:not(.few) .with small"))
        .allMatch(words -> words.matches("[\\d,]+ of [\\d,]+"));
    assertThat(text("#drivers-note")).contains("95 %", "no proof");

    browser()
        .script(
            "const s = document.getElementById('drivers-week'); s.value = '3';"
                + " s.dispatchEvent(new Event('change'))");
    assertThat(text("#drivers-finding")).contains("in week 3");
  }

  /** In the last weeks, few have been there long enough. */
  @Test
  void doesNotTakeTenPeopleForAFinding() {
    openCharts();
    var last = rows("select max(week) from aggregated.retention_drivers").at("/0/0").asText();

    browser()
        .script(
            "const s = document.getElementById('drivers-week'); s.value = arguments[0];"
                + " s.dispatchEvent(new Event('change'))",
            last);

    assertThat(text(".drivers .few .group")).isEqualTo("Too few people to tell");
    assertThat(
            browser()
                .script("return document.querySelectorAll('.drivers .few circle').length")
                .asInt())
        .isZero();
  }

  @Test
  void showsPeopleAndEventsOfEachDayAndWhatTheyDo() {
    openCharts();
    var days = rows("select count(distinct event_date) from aggregated.daily_events");
    var top =
        rows(
            "select event_name from aggregated.feature_usage group by all order by count(*) desc limit 1");

    assertThat(
            browser()
                .script("return document.querySelectorAll('#days-chart .numbers tbody tr').length")
                .asInt())
        .isGreaterThanOrEqualTo(days.at("/0/0").asInt());
    assertThat(texts(".bars .name").get(0)).isEqualTo(top.at("/0/0").asText());
    browser().script("document.querySelector('.plot .canvas').focus()");
    await(
        "the last day is told, when what the focus has scrolled is at rest",
        SOON,
        () -> {
          press("End");
          return text("#tip").matches(".* Nov 2026: \\d+ people");
        });
    press("Escape");
    assertThat(text("#tip")).isEmpty();
  }

  @Test
  void theHeatMapIsReadByKeys() {
    openCharts();

    browser().script("document.querySelector('.heat [tabindex=\"0\"]').focus()");
    assertThat(text("#tip")).startsWith("All weeks together: ").contains("in week 1");
    press("ArrowRight");
    assertThat(text("#tip")).startsWith("All weeks together: ").contains("in week 2");
    press("End");
    press("ArrowDown");
    assertThat(
            browser()
                .script("return document.querySelectorAll('.heat [tabindex=\"0\"]').length")
                .asInt())
        .isOne();
  }

  @Test
  void aChartsQueryIsTakenOverIntoTheBox() {
    openCharts();

    browser().click("[data-query=retention]");
    browser().click("#run");

    awaitText("#said", " rows in ");
    assertThat(texts("#rows th")).containsExactly("cohort_week", "week", "people", "returned");
  }

  @Test
  void answersAQueryAsTableAsChartAndAsAFile() {
    openCharts();
    browser()
        .script(
            "URL.createObjectURL = (blob) => { blob.text().then((t) => window.saved = t);"
                + " return 'blob:none'; }; HTMLAnchorElement.prototype.click = () => {}");

    ask(
        "select event_name, count(*) as n, 9007199254740993 as big, null as nothing, 'a,\"b' as q"
            + " from processed.events group by all order by n desc");

    assertThat(texts("#rows th")).containsExactly("event_name", "n", "big", "nothing", "q");
    assertThat(texts("#rows tbody tr:first-child td"))
        .startsWith("page_viewed")
        .contains("9007199254740993", "null", "a,\"b");
    browser().click("[data-as=chart]");
    assertThat(texts("#picture .name")).startsWith("page_viewed");
    assertThat(text("#picture .figure"))
        .isEqualTo(
            "%,d"
                .formatted(
                    rows("select count(*) from processed.events where event_name = 'page_viewed'")
                        .at("/0/0")
                        .asInt()));
    browser().click("#csv");
    await("it is saved", SOON, () -> !saved().isEmpty());
    assertThat(saved())
        .startsWith("event_name,n,big,nothing,q\r\npage_viewed,")
        .contains(",9007199254740993,,\"a,\"\"b\"\r\n")
        .contains("\r\n'=1+1,45,");
    ask("select event_date, sum(events) as events from aggregated.daily_events group by all");
    assertThat(text("#picture figcaption")).isEqualTo("events by event_date");
  }

  private static String saved() {
    return browser().script("return window.saved ?? ''").asText();
  }

  @Test
  void saysWhenItHasCutAResult() {
    openCharts();

    ask("from range(20000)");

    assertThat(text("#said")).startsWith("10,000 rows in ");
    assertThat(text("#cut"))
        .startsWith("Cut: these are the first 10,000 rows, and there are more.");
    ask("from range(20)");
    assertThat(text("#cut")).isEmpty();
  }

  @Test
  void saysWhereAQueryIsWrong() {
    openCharts();

    ask("select event_name,\n  nothing\nfrom processed.events");

    assertThat(text("#wrong p"))
        .startsWith("Line 2, column 3: Referenced column \"nothing\" not found");
    assertThat(text("#wrong pre")).isEqualTo("  nothing\n  ^");
    assertThat(
            browser()
                .script(
                    "return getSelection().toString() || document.getElementById('sql')"
                        + ".value.slice(document.getElementById('sql').selectionStart,"
                        + " document.getElementById('sql').selectionEnd)")
                .asText())
        .isEqualTo("nothing");
    assertThat(text("#result")).isEmpty();
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

    assertThat(text("#wrong")).containsAnyOf("A query only reads", "nothing but the tables");
    assertThat(text("#result")).isEmpty();
  }

  @Test
  void endsAQueryThatRunsForEverAndSaysSo() {
    openCharts();
    browser()
        .script(
            "window.said = new Set(); new MutationObserver(() =>"
                + " window.said.add(document.getElementById('said').innerText))"
                + ".observe(document.getElementById('said'), {childList: true})");

    ask("select count(*) from range(10000000) a, range(10000000) b where a <> b");

    assertThat(text("#wrong")).contains("ended after 4 s");
    assertThat(browser().script("return [...window.said].join()").asText())
        .contains("s of at most 4 s");
    ask("select 42 as answer");
    assertThat(texts("#rows td")).containsExactly("42");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void aLinkBringsAQueryThatIsRunByThePersonAlone() {
    var sql = "select 'x&y#z' as \"ü\"\nfrom range(2)";
    open(inlet(), "/console/lake#sql=" + encoded(sql) + "&as=chart");
    awaitText("#said", "This query came with the link");
    assertThat(browser().script("return document.getElementById('sql').value").asText())
        .isEqualTo(sql);
    assertThat(text("#result")).isEmpty();

    browser().script("navigator.clipboard.writeText = async (text) => { window.copied = text; }");
    awaitText("#days-chart", "People a day");
    browser().click("[data-query=days]");
    ask(sql);
    browser().click("#link");
    var copied = browser().script("return window.copied").asText();
    browser().open(inlet().uri("/console/favicon.svg"));
    browser().open(URI.create(copied));
    awaitText("#said", "This query came with the link");

    assertThat(browser().script("return document.getElementById('sql').value").asText())
        .isEqualTo(sql);
  }

  @Test
  void theNamesOfTablesAreInsertedWhereTheCursorIs() {
    openCharts();
    browser()
        .script(
            "const s = document.getElementById('sql'); s.value = 'select * from limit 1';"
                + " s.setSelectionRange(13, 13)");

    browser().click("#schema details:nth-child(2) button.table");

    assertThat(browser().script("return document.getElementById('sql').value").asText())
        .isEqualTo("select * from processed.identities limit 1");
  }

  @Test
  void nothingThatIsSentRunsInThePage() {
    openCharts();
    assertThat(texts(".drivers .name")).contains(SampleLake.EVIL);
    ask("select event_name as \"<b onclick=x>\", count(*) as n from processed.events group by all");
    assertThat(texts("#rows td")).contains(SampleLake.EVIL);
    browser().click("[data-as=chart]");
    assertThat(texts("#picture .name")).contains(SampleLake.EVIL);
    ask("select \"" + SampleLake.EVIL + "\"");
    assertThat(text("#wrong")).contains(SampleLake.EVIL);
    open(inlet(), "/console/lake#as=%3Cscript%3E&sql=" + encoded(SampleLake.EVIL));
    awaitText("#said", "This query came with the link");

    assertThat(browser().script("return window.hacked ?? 'no'").asText()).isEqualTo("no");
    assertThat(
            browser()
                .script("return document.querySelectorAll('main img, main script, main b').length")
                .asInt())
        .isZero();
  }

  @Test
  void aPageOfAnotherOriginGetsNothing() {
    try (var site = new Site("")) {
      browser().open(site.page());

      var answer =
          browser()
              .script(
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
      browser().open(inlet.uri("/console/lake#sql=select%201"));
      browser().script("document.getElementById('key').value = arguments[0]", key);
      browser().click("button");

      awaitText("#said", "This query came with the link");
      assertThat(browser().script("return location.href").asText())
          .endsWith("/console/lake#sql=select%201");
    }
  }

  @ParameterizedTest
  @CsvSource({"light, 1400", "dark, 1400", "light, 390", "dark, 390"})
  void isReadInEachSchemeAndOnEachScreen(String scheme, int width) {
    browser().size(width, HEIGHT);
    browser().colorScheme(scheme);
    try {
      openCharts();
      ask("select event_date, sum(events) as events from aggregated.daily_events group by all");
      browser().click("[data-as=chart]");
      browser().screenshot(SCREENSHOTS.resolve("lake-%s-%d.png".formatted(scheme, width)));

      assertThat(browser().script("return document.documentElement.scrollWidth").asInt())
          .isLessThanOrEqualTo(width);
      assertThat(
              browser().script("return getComputedStyle(document.body).backgroundColor").asText())
          .isEqualTo(scheme.equals("dark") ? "rgb(14, 20, 19)" : "rgb(245, 247, 246)");
    } finally {
      browser().colorScheme("light");
    }
  }
}
