package dev.inlet.console;

import static dev.inlet.process.InletProcess.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.RunningInlet;
import dev.inlet.api.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person watches in a real browser. */
class ConsoleTest {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int WIDTH = 1400;
  private static final int HEIGHT = 900;
  private static final String ROWS = "#events [role=option]:not([hidden])";

  private static Optional<Browser> found = Optional.empty();

  private @TempDir Path data;

  @BeforeAll
  static void start(@TempDir Path profile) {
    found = Browser.start(profile);
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
    found.ifPresent(Browser::close);
  }

  private static Browser browser() {
    return found.orElseThrow();
  }

  private RunningInlet start(Map<String, String> environment) {
    return RunningInlet.start(data, environment);
  }

  private static void open(RunningInlet inlet) {
    browser().open(inlet.uri("/console/favicon.svg"));
    browser().requests();
    browser().errors();
    browser().open(inlet.uri("/console"));
    awaitText("#state", "Live");
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

  private static int rows() {
    return browser().script("return document.querySelectorAll(arguments[0]).length", ROWS).asInt();
  }

  private static void awaitRows(int count) {
    await("there are " + count + " rows", SOON, () -> rows() == count);
  }

  private static void type(String text) {
    browser()
        .script(
            "const f = document.getElementById('filter'); f.value = arguments[0];"
                + " f.dispatchEvent(new Event('input'))",
            text);
  }

  private static void press(String key) {
    browser()
        .script(
            "(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown',"
                + " {key: arguments[0], bubbles: true, cancelable: true}))",
            key);
  }

  @Test
  void tellsANewcomerWhatToDo() {
    try (var inlet = start(Map.of())) {
      open(inlet);

      awaitText("#first", "curl -i http://127.0.0.1:" + inlet.port() + "/track");
      browser().screenshot(SCREENSHOTS.resolve("console-empty.png"));
      Posts.track(inlet, "signup");
      awaitRows(1);
      await("it is told no more", SOON, () -> text("#empty").isEmpty());
      assertThat(text(ROWS)).contains("signup", "ada", "track", "taken");
    }
  }

  @Test
  void eventsAppearWithoutAReloadTheNewestOnTop() {
    try (var inlet = start(Map.of())) {
      Posts.track(inlet, "before");
      open(inlet);
      awaitRows(1);

      Posts.track(inlet, "first", "", "second");

      awaitRows(4);
      assertThat(text("#events").lines().filter(line -> line.matches("before|first|second")))
          .containsExactly("second", "first", "before");
      awaitText("#good", "3");
      awaitText("#bad", "1");
      reachedNoOtherServerAndHadNoErrors(inlet);
    }
  }

  private static void reachedNoOtherServerAndHadNoErrors(RunningInlet inlet) {
    assertThat(browser().requests())
        .isNotEmpty()
        .allSatisfy(address ->
            assertThat(address).hasScheme("http").hasAuthority("127.0.0.1:" + inlet.port()));
    assertThat(browser().errors()).isEmpty();
  }

  @Test
  void showsWhatOneLooksFor() {
    try (var inlet = start(Map.of())) {
      Posts.track(inlet, "signup", "login", "");
      open(inlet);
      awaitRows(3);

      type("SIGN");
      awaitRows(1);
      type("");
      browser().click("[data-verdict=bad]");
      awaitRows(1);
      assertThat(text(ROWS)).contains("refused");
      Posts.track(inlet, "later", "");
      awaitRows(2);
      type("no such text");
      awaitText("#nothing", "Nothing that came matches");
    }
  }

  @Test
  void aPauseHoldsBackWhatComesAndCountsIt() {
    try (var inlet = start(Map.of())) {
      open(inlet);
      browser().click("#pause");

      Posts.track(inlet, "one", "two");

      awaitText("#pause", "Resume (2)");
      assertThat(rows()).isZero();
      press("p");
      awaitRows(2);
      assertThat(text("#pause")).isEqualTo("Pause");
    }
  }

  @Test
  void showsWhatWasReceivedBesideWhatWasWritten() {
    var number = "12345678901234567890.10";
    try (var inlet = start(Map.of())) {
      inlet.post(
          "/profile",
          "{\"userId\":\"ada\",\"attributes\":{\"n\":" + number + "},\"timestampUTC\":7}");
      open(inlet);

      browser().click(ROWS);

      assertThat(text(".pane:first-child")).contains("Received", "\"n\": " + number);
      assertThat(text(".pane:last-child")).contains("Record written", "\"n\": " + number);
      assertThat(text(".pane:last-child .only")).contains("\"id\"");
      assertThat(
              browser()
                  .script("return document.querySelectorAll('.pane:first-child .only').length")
                  .asInt())
          .isZero();
    }
  }

  @Test
  void showsWhereAndWhyAnEventIsRefused() {
    try (var inlet = start(Map.of())) {
      inlet.post("/alias", "{\"newUserId\":\"a\",\"originalUserId\":7,\"timestampUTC\":1}");
      open(inlet);

      browser().click(ROWS);

      assertThat(text(".reasons")).contains("/originalUserId");
      assertThat(text(".json .wrong")).isEqualTo("\"originalUserId\": 7,");
      assertThat(text("#detail .verdict")).isEqualTo("refused, 400");
    }
  }

  @Test
  void isUsedByKeysAlone() {
    try (var inlet = start(Map.of())) {
      Posts.track(inlet, "one", "two", "three");
      open(inlet);
      awaitRows(3);

      press("/");
      assertThat(browser().script("return document.activeElement.id").asText()).isEqualTo("filter");
      press("Escape");
      browser().script("document.getElementById('events').focus()");
      press("ArrowDown");
      assertThat(text("#detail-title")).isEqualTo("three");
      press("ArrowDown");
      assertThat(text("#detail-title")).isEqualTo("two");
      press("End");
      assertThat(text("#detail-title")).isEqualTo("one");
      assertThat(
              browser()
                  .script(
                      "return document.getElementById(document.getElementById('events')"
                          + ".getAttribute('aria-activedescendant')).ariaSelected")
                  .asText())
          .isEqualTo("true");
      press("Escape");
      assertThat(browser().script("return document.getElementById('detail').hidden").asBoolean())
          .isTrue();
    }
  }

  /** Anybody may send anything; the page shows it as text. */
  @Test
  void nothingThatIsSentRunsInThePage() {
    var evil = "<img src=x onerror=window.hacked=1><script>window.hacked=1</script>";
    var quoted = evil + "\\\"><svg onload=window.hacked=1>";
    try (var inlet = start(Map.of())) {
      inlet.post(
          "/track",
          "{\"userId\":\"%s\",\"events\":[{\"eventName\":\"%s\",\"metadata\":{\"%s\":\"%s\"},"
                  .formatted(quoted, quoted, quoted, quoted)
              + "\"timestampUTC\":1},{\"eventName\":\""
              + quoted
              + "\"}]}");
      inlet.post("/track", evil);
      open(inlet);
      awaitRows(3);

      for (int row = 1; row <= 3; row++) {
        browser().click("#events [role=option]:nth-child(" + row + ")");
        assertThat(text("#detail")).contains("<img src=x onerror=");
      }

      assertThat(browser().script("return window.hacked ?? 'no'").asText()).isEqualTo("no");
      assertThat(
              browser()
                  .script("return document.querySelectorAll('main img, main script').length")
                  .asInt())
          .isZero();
      reachedNoOtherServerAndHadNoErrors(inlet);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/track | application/json | {\"userId\":\"O'Brien $HOME `id` \\\\\",\"events\":[{\"x\":1}]}",
        "/track | text/csv | a;b",
        "/profile | application/json | {\"userId\":\"a\",\"attributes\":{},\"timestampUTC\":1}",
      })
  void theCommandMakesTheSameRequestAgain(String path, String type, String body) {
    try (var inlet = start(Map.of())) {
      inlet.post(path, body, "Content-Type", type);
      open(inlet);
      browser().click(ROWS);
      browser().script("navigator.clipboard.writeText = async (text) => { window.copied = text; }");

      browser().click("#copy-curl");
      var command = browser().script("return window.copied").asText();

      assertThat(run(command)).isZero();
      await("it came again", SOON, () -> rows() == 2);
      var events = RunningInlet.json(inlet.get("/debug/events").body());
      assertThat(same(events.path(0))).isEqualTo(same(events.path(1)));
      assertThat(events.path(0).path("body").asText()).isEqualTo(body);
    }
  }

  private static String same(JsonNode entry) {
    return entry.path("verdict")
        + " "
        + entry.path("errors")
        + entry.path("body")
        + entry.path("headers");
  }

  private static int run(String command) {
    try {
      var shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
      shell.getInputStream().readAllBytes();
      return shell.waitFor();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException hurried) {
      throw new IllegalStateException(hurried);
    }
  }

  @Test
  void theCommandNamesNoKey() {
    try (var inlet = start(Map.of("INLET_KEYS_WEB", "secret-key-1"))) {
      inlet.post("/track", Posts.track("a"), "X-Write-Key", "secret-key-1");
      open(inlet);
      browser().click(ROWS);
      browser().script("navigator.clipboard.writeText = async (text) => { window.copied = text; }");

      browser().click("#copy-curl");

      assertThat(browser().script("return window.copied").asText())
          .contains("\"X-Write-Key: $INLET_KEY\"")
          .doesNotContain("secret-key-1");
    }
  }

  @Test
  void goesOnAfterTheServerWasStartedAgain(@TempDir Path second) throws IOException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var environment = Map.of("INLET_PORT", Integer.toString(port));
    try (var inlet = start(environment)) {
      open(inlet);
      Posts.track(inlet, "before");
      awaitRows(1);
    }
    awaitText("#state", "Reconnecting");
    try (var inlet = RunningInlet.start(second, environment)) {
      Posts.track(inlet, "after");

      awaitText("#state", "Live");
      awaitRows(2);
      assertThat(text(ROWS)).contains("after");
    }
  }

  @Test
  void oneLogsInWithTheKeyOfTheConsole() {
    var key = "a long & strange=key+1";
    try (var inlet = start(Map.of("INLET_CONSOLE_KEY", key))) {
      Posts.track(inlet, "secret");
      browser().open(inlet.uri("/console"));
      browser().screenshot(SCREENSHOTS.resolve("console-login.png"));
      logIn("wrong");
      awaitText("#wrong", "This is not the key");

      logIn(key);

      awaitText("#state", "Live");
      awaitRows(1);
      assertThat(browser().script("return document.cookie").asText()).isEmpty();
      assertThat(browser().script("return location.href").asText()).doesNotContain("key");
    }
  }

  private static void logIn(String key) {
    browser().script("document.getElementById('key').value = arguments[0]", key);
    browser().click("button");
  }

  @ParameterizedTest
  @CsvSource({"light, 1400", "dark, 1400", "light, 390", "dark, 390"})
  void isReadInEachSchemeAndOnEachScreen(String scheme, int width) {
    browser().size(width, HEIGHT);
    browser().colorScheme(scheme);
    try (var inlet = start(Map.of("INLET_KEYS_WEB", "web-key", "INLET_KEYS_APP", "app-key"))) {
      var names = new String[] {"signup", "page_viewed", "report_exported", "", "invite_sent"};
      for (var name : names) {
        inlet.post("/track", Posts.track(name), "X-Write-Key", "web-key");
      }
      inlet.post(
          "/profile",
          "{\"userId\":\"grace@example.com\",\"attributes\":{\"plan\":\"team\",\"seats\":12},"
              + "\"timestampUTC\":1700000000}",
          "X-Write-Key",
          "app-key");
      inlet.post("/track", Posts.track("stranger"), "X-Write-Key", "none");
      open(inlet);
      awaitRows(7);
      var background =
          browser().script("return getComputedStyle(document.body).backgroundColor").asText();

      assertThat(background)
          .isEqualTo(scheme.equals("dark") ? "rgb(14, 20, 19)" : "rgb(245, 247, 246)");
      awaitText("#picture", "Spool");
      browser().screenshot(SCREENSHOTS.resolve("console-%s-%d.png".formatted(scheme, width)));
      fits(width);
      browser().click("#events .bad:nth-child(4)");
      browser().screenshot(SCREENSHOTS.resolve("console-bad-%s-%d.png".formatted(scheme, width)));
      browser().click("#events .good:nth-child(3)");
      browser().screenshot(SCREENSHOTS.resolve("console-good-%s-%d.png".formatted(scheme, width)));
      fits(width);
    } finally {
      browser().colorScheme("light");
    }
  }

  private static void fits(int width) {
    assertThat(browser().script("return document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(width);
  }
}
