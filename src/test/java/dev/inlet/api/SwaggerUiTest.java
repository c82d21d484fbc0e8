package dev.inlet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.RunningInlet;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person tries the calls in a real browser, and the events arrive. */
class SwaggerUiTest {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  private static final int WIDTH = 1280;
  private static final int HEIGHT = 900;

  private static Optional<Browser> found = Optional.empty();

  @BeforeAll
  static void start(@TempDir Path profile) {
    found = Browser.start(profile);
    found.ifPresent(browser -> browser.size(WIDTH, HEIGHT));
  }

  /** Before each, so that each is reported as skipped, with the reason. */
  @BeforeEach
  void needsABrowser() {
    assumeTrue(
        found.isPresent(),
        "needs chromedriver and chromium on the PATH (Debian: chromium, chromium-driver), or"
            + " INLET_TEST_CHROMEDRIVER");
  }

  @AfterAll
  static void stop() {
    found.ifPresent(Browser::close);
  }

  private static Browser browser() {
    return found.orElseThrow();
  }

  private static void open(RunningInlet inlet, String page) {
    browser().requests();
    browser().errors();
    browser().open(inlet.uri(page));
  }

  private static void reachedNoOtherServerAndHadNoErrors(RunningInlet inlet) {
    assertThat(browser().requests())
        .isNotEmpty()
        .allSatisfy(address ->
            assertThat(address).hasScheme("http").hasAuthority("127.0.0.1:" + inlet.port()));
    assertThat(browser().errors()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/swagger-ui, track",
    "/swagger-ui, alias",
    "/swagger-ui, profile",
    "/swagger-ui/, track",
    "/ui, track",
    "/ui/, profile",
  })
  void whatIsTriedFromThePageIsInTheLakeToday(String page, String call, @TempDir Path data) {
    try (var inlet = RunningInlet.start(data, Map.of())) {
      open(inlet, page);
      var block = "#operations-Tracking-" + call;

      browser().click(block + " .opblock-summary-control");
      browser().click(block + " .try-out__btn");
      browser().click(block + " .execute");

      var live = block + " .live-responses-table tbody";
      assertThat(browser().text(live + " .response-col_status")).startsWith("200");
      var answer = RunningInlet.json(browser().text(live + " .highlight-code code"));
      browser()
          .screenshot(SCREENSHOTS.resolve("tried" + page.replace('/', '-') + "-" + call + ".png"));
      reachedNoOtherServerAndHadNoErrors(inlet);
      assertThat(inlet.events())
          .singleElement()
          .extracting(RunningInlet::json)
          .satisfies(line -> isOfThisAnswer(line, call, answer));
    }
  }

  private static void isOfThisAnswer(JsonNode line, String call, JsonNode answer) {
    assertThat(line.path("id").asText()).isEqualTo(answer.path("requestId").asText() + "-0");
    assertThat(line.path("type").asText()).isEqualTo(call);
    assertThat(line.has("messageId")).isFalse();
    assertThat(Instant.ofEpochMilli(line.path("timestampUTC").asLong()))
        .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(1));
    assertThat(day(Instant.ofEpochMilli(line.path("timestampUTC").asLong())))
        .isEqualTo(day(Instant.parse(line.path("receivedAt").asText())));
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  @Test
  void thePageShowsTheThreeCallsUnderItsOwnTitle(@TempDir Path data) {
    try (var inlet = RunningInlet.start(data, Map.of())) {
      open(inlet, "/swagger-ui");

      assertThat(browser().text("#operations-Tracking-profile")).contains("POST", "/profile");
      assertThat(browser().text("#operations-Tracking-alias")).contains("POST", "/alias");
      assertThat(browser().text("#operations-Tracking-track")).contains("POST", "/track");
      assertThat(browser().script("return document.title").asText()).isEqualTo("Inlet");
      browser().screenshot(SCREENSHOTS.resolve("swagger-ui.png"));
      reachedNoOtherServerAndHadNoErrors(inlet);
    }
  }

  @Test
  void thePageFitsAPhone(@TempDir Path data) {
    browser().size(390, 844);
    try (var inlet = RunningInlet.start(data, Map.of())) {
      open(inlet, "/swagger-ui");
      browser().click("#operations-Tracking-track .opblock-summary-control");
      browser().click("#operations-Tracking-track .try-out__btn");

      browser().screenshot(SCREENSHOTS.resolve("swagger-ui-phone.png"));
      assertThat(browser().script("return document.documentElement.scrollWidth").asInt())
          .isLessThanOrEqualTo(390);
    } finally {
      browser().size(WIDTH, HEIGHT);
    }
  }
}
