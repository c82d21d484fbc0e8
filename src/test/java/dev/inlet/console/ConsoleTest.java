package dev.inlet.console;

import static dev.inlet.process.InletProcess.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.RunningInlet;
import dev.inlet.api.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A person watches in a real browser. */
class ConsoleTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String ROWS = "#events [role=option]:not([hidden])";

  @RegisterExtension static final Browser browser = new Browser();

  private @TempDir Path data;

  private RunningInlet start(Map<String, String> environment) {
    return RunningInlet.start(data, environment);
  }

  private static void open(RunningInlet inlet) {
    browser.openAnew(inlet.uri("/console"));
    browser.awaitShown("#state", "Live");
  }

  private static int rows() {
    return browser.count(ROWS);
  }

  private static void awaitRows(int count) {
    await("there are " + count + " rows", SOON, () -> rows() == count);
  }

  private static void type(String text) {
    browser.script(
        "const f = document.getElementById('filter'); f.value = arguments[0];"
            + " f.dispatchEvent(new Event('input'))",
        text);
  }

  @Test
  void tellsANewcomerWhatToDo() {
    try (var inlet = start(Map.of())) {
      open(inlet);

      browser.awaitShown("#first", "curl -i http://127.0.0.1:" + inlet.port() + "/track");
      browser.screenshot("console-empty");
      Posts.track(inlet, "signup");
      awaitRows(1);
      await("it is told no more", SOON, () -> browser.shown("#empty").isEmpty());
      assertThat(browser.shown(ROWS)).contains("signup", "ada", "track", "taken");
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
      assertThat(
              browser.shown("#events").lines().filter(line -> line.matches("before|first|second")))
          .containsExactly("second", "first", "before");
      browser.awaitShown("#good", "3");
      browser.awaitShown("#bad", "1");
      browser.reachedNoOtherServerAndHadNoErrors(inlet);
    }
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
      browser.click("[data-verdict=bad]");
      awaitRows(1);
      assertThat(browser.shown(ROWS)).contains("refused");
      Posts.track(inlet, "later", "");
      awaitRows(2);
      type("no such text");
      browser.awaitShown("#nothing", "Nothing that came matches");
    }
  }

  @Test
  void aPauseHoldsBackWhatComesAndCountsIt() {
    try (var inlet = start(Map.of())) {
      open(inlet);
      browser.click("#pause");

      Posts.track(inlet, "one", "two");

      browser.awaitShown("#pause", "Resume (2)");
      assertThat(rows()).isZero();
      browser.press("p");
      awaitRows(2);
      assertThat(browser.shown("#pause")).isEqualTo("Pause");
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

      browser.click(ROWS);

      assertThat(browser.shown(".pane:first-child")).contains("Received", "\"n\": " + number);
      assertThat(browser.shown(".pane:last-child")).contains("Record written", "\"n\": " + number);
      assertThat(browser.shown(".pane:last-child .only")).contains("\"id\"");
      assertThat(browser.count(".pane:first-child .only")).isZero();
    }
  }

  @Test
  void showsWhereAndWhyAnEventIsRefused() {
    try (var inlet = start(Map.of())) {
      inlet.post("/alias", "{\"newUserId\":\"a\",\"originalUserId\":7,\"timestampUTC\":1}");
      open(inlet);

      browser.click(ROWS);

      assertThat(browser.shown(".reasons")).contains("/originalUserId");
      assertThat(browser.shown(".json .wrong")).isEqualTo("\"originalUserId\": 7,");
      assertThat(browser.shown("#detail .verdict")).isEqualTo("refused, 400");
    }
  }

  @Test
  void isUsedByKeysAlone() {
    try (var inlet = start(Map.of())) {
      Posts.track(inlet, "one", "two", "three");
      open(inlet);
      awaitRows(3);

      browser.press("/");
      assertThat(browser.script("return document.activeElement.id").asText()).isEqualTo("filter");
      browser.press("Escape");
      browser.script("document.getElementById('events').focus()");
      browser.press("ArrowDown");
      assertThat(browser.shown("#detail-title")).isEqualTo("three");
      browser.press("ArrowDown");
      assertThat(browser.shown("#detail-title")).isEqualTo("two");
      browser.press("End");
      assertThat(browser.shown("#detail-title")).isEqualTo("one");
      assertThat(
              browser
                  .script(
                      "return document.getElementById(document.getElementById('events')"
                          + ".getAttribute('aria-activedescendant')).ariaSelected")
                  .asText())
          .isEqualTo("true");
      browser.press("Escape");
      assertThat(browser.script("return document.getElementById('detail').hidden").asBoolean())
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("bodiesThatAreNoJson")
  void showsWhatIsNoJsonAsItIs(String body) {
    try (var inlet = start(Map.of())) {
      inlet.post("/track", body);
      open(inlet);

      browser.click(ROWS);

      assertThat(browser.shown("#detail .verdict")).isEqualTo("refused, 400");
      assertThat(browser.script("return document.querySelector('.pane .raw').textContent").asText())
          .isEqualTo(body);
      browser.reachedNoOtherServerAndHadNoErrors(inlet);
    }
  }

  private static Stream<String> bodiesThatAreNoJson() {
    return Stream.of("{\"a\\q\":1}", "[".repeat(5000), "\0".repeat(200_000));
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
        browser.click("#events [role=option]:nth-child(" + row + ")");
        assertThat(browser.shown("#detail")).contains("<img src=x onerror=");
      }

      assertThat(browser.script("return window.hacked ?? 'no'").asText()).isEqualTo("no");
      assertThat(browser.count("main img, main script")).isZero();
      browser.reachedNoOtherServerAndHadNoErrors(inlet);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/track | application/json | {\"userId\":\"O'Brien $HOME `id` \\\\\",\"events\":[{\"x\":1}]}",
        "/track | text/csv | a;b",
        "/track | text/csv | @/etc/hostname",
        "/profile | application/json | {\"userId\":\"a\",\"attributes\":{},\"timestampUTC\":1}",
      })
  @MethodSource("bodiesNoArgumentCanBe")
  void theCommandMakesTheSameRequestAgain(
      String path, String type, String body, @TempDir Path folder) {
    try (var inlet = start(Map.of())) {
      inlet.post(path, body, "Content-Type", type);
      open(inlet);
      browser.click(ROWS);
      browser.keepCopies();

      browser.click("#copy-curl");
      var command = browser.copied();

      assertThat(command).doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]");
      assertThat(run(command, folder)).isZero();
      await("it came again", SOON, () -> rows() == 2);
      var events = RunningInlet.json(inlet.get("/debug/events").body());
      assertThat(same(events.path(0))).isEqualTo(same(events.path(1)));
      assertThat(events.path(0).path("body").asText()).isEqualTo(body);
    }
  }

  private static Stream<Arguments> bodiesNoArgumentCanBe() {
    return Stream.of("\u001b[2J\rls\n", "\u009b2J\u007f", "it's\n%s\\n" + "é".repeat(100_000))
        .map(body -> Arguments.of("/track", "application/json", body));
  }

  private static String same(JsonNode entry) {
    return entry.path("verdict")
        + " "
        + entry.path("errors")
        + entry.path("body")
        + entry.path("headers");
  }

  /** Runs it from a file: as an argument of the shell it could be too long. */
  private static int run(String command, Path folder) {
    try {
      var file = Files.writeString(folder.resolve("command"), command);
      var shell = new ProcessBuilder("sh", file.toString()).redirectErrorStream(true).start();
      shell.getInputStream().readAllBytes();
      return shell.waitFor();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException hurried) {
      throw new IllegalStateException(hurried);
    }
  }

  @Test
  void offersNoCommandWhenOnlyTheStartOfABodyIsKept() {
    try (var inlet = start(Map.of())) {
      inlet.post("/track", Posts.track("x".repeat(2 << 20)));
      open(inlet);

      browser.click(ROWS);

      assertThat(browser.shown(".pane .note")).contains("Only the start of the body is kept");
      assertThat(browser.shown(".pane .raw")).startsWith("{\"userId\":\"ada\"");
      assertThat(browser.count("#copy-curl")).isZero();
    }
  }

  @Test
  void theCommandNamesNoKey() {
    try (var inlet = start(Map.of("INLET_KEYS_WEB", "secret-key-1"))) {
      inlet.post("/track", Posts.track("a"), "X-Write-Key", "secret-key-1");
      open(inlet);
      browser.click(ROWS);
      browser.keepCopies();

      browser.click("#copy-curl");

      assertThat(browser.copied())
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
    browser.awaitShown("#state", "Reconnecting");
    try (var inlet = RunningInlet.start(second, environment)) {
      Posts.track(inlet, "after");

      browser.awaitShown("#state", "Live");
      awaitRows(2);
      assertThat(browser.shown(ROWS)).contains("after");
    }
  }

  @Test
  void oneLogsInWithTheKeyOfTheConsole() {
    var key = "a long & strange=key+1";
    try (var inlet = start(Map.of("INLET_CONSOLE_KEY", key))) {
      Posts.track(inlet, "secret");
      browser.open(inlet.uri("/console"));
      browser.screenshot("console-login");
      logIn("wrong");
      browser.awaitShown("#wrong", "This is not the key");

      logIn(key);

      browser.awaitShown("#state", "Live");
      awaitRows(1);
      assertThat(browser.script("return document.cookie").asText()).isEmpty();
      assertThat(browser.script("return location.href").asText()).doesNotContain("key");
    }
  }

  private static void logIn(String key) {
    browser.fill("#key", key);
    browser.click("button");
  }

  @ParameterizedTest
  @CsvSource({"light, 1400", "dark, 1400", "light, 390", "dark, 390"})
  void isReadInEachSchemeAndOnEachScreen(String scheme, int width) {
    browser.size(width, Browser.HEIGHT);
    browser.colorScheme(scheme);
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
      var background = browser.background("body");

      assertThat(background)
          .isEqualTo(scheme.equals("dark") ? "rgb(14, 20, 19)" : "rgb(245, 247, 246)");
      browser.awaitShown("#picture", "Spool");
      browser.screenshot("console-%s-%d".formatted(scheme, width));
      assertThat(browser.width()).isLessThanOrEqualTo(width);
      browser.click("#events .bad:nth-child(4)");
      browser.screenshot("console-bad-%s-%d".formatted(scheme, width));
      browser.click("#events .good:nth-child(3)");
      browser.screenshot("console-good-%s-%d".formatted(scheme, width));
      assertThat(browser.width()).isLessThanOrEqualTo(width);
    }
  }
}
