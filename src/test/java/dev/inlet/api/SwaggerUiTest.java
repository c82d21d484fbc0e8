package dev.inlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.RunningInlet;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person tries the calls in a real browser, and the events arrive. */
class SwaggerUiTest {
  @RegisterExtension static final Browser browser = new Browser();

  private static void open(RunningInlet inlet, String page) {
    browser.openAnew(inlet.uri(page));
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

      browser.click(block + " .opblock-summary-control");
      browser.click(block + " .try-out__btn");
      browser.click(block + " .execute");

      var live = block + " .live-responses-table tbody";
      assertThat(browser.text(live + " .response-col_status")).startsWith("200");
      var answer = RunningInlet.json(browser.text(live + " .highlight-code code"));
      browser.screenshot("tried" + page.replace('/', '-') + "-" + call);
      browser.reachedNoOtherServerAndHadNoErrors(inlet);
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

      assertThat(browser.text("#operations-Tracking-profile")).contains("POST", "/profile");
      assertThat(browser.text("#operations-Tracking-alias")).contains("POST", "/alias");
      assertThat(browser.text("#operations-Tracking-track")).contains("POST", "/track");
      assertThat(browser.script("return document.title").asText()).isEqualTo("Inlet");
      browser.screenshot("swagger-ui");
      browser.reachedNoOtherServerAndHadNoErrors(inlet);
    }
  }

  @Test
  void thePageFitsAPhone(@TempDir Path data) {
    browser.size(390, 844);
    try (var inlet = RunningInlet.start(data, Map.of())) {
      open(inlet, "/swagger-ui");
      browser.click("#operations-Tracking-track .opblock-summary-control");
      browser.click("#operations-Tracking-track .try-out__btn");

      browser.screenshot("swagger-ui-phone");
      assertThat(browser.width()).isLessThanOrEqualTo(390);
    }
  }
}
