package dev.inlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Documented;
import dev.inlet.RunningInlet;
import dev.inlet.process.InletProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The documented snippet, in a real browser, on a page of another origin. */
class SnippetTest {
  private static final Duration ARRIVAL_MAX = Duration.ofSeconds(30);

  @RegisterExtension static final Browser browser = new Browser();

  @TempDir private Path data;

  private RunningInlet inlet() {
    return RunningInlet.start(
        data, Map.of("INLET_KEYS_WEB", "k-web", "INLET_LIMITS_WEB_CALLS", "track"));
  }

  private static Site site(RunningInlet inlet) {
    return new Site(
        Documented.program("snippet: browser")
            .replace("https://collect.example.com/track", inlet.uri("/track").toString())
            .replace("YOUR-KEY", "k-web"));
  }

  /** How many events were acknowledged so far. */
  private static void awaitAcknowledged(RunningInlet inlet, int events) {
    InletProcess.await(
        events + " events are acknowledged",
        ARRIVAL_MAX,
        () ->
            inlet
                .get("/prometheus")
                .body()
                .contains("inlet_events_acknowledged_total " + events + ".0"));
  }

  private static List<String> names(RunningInlet inlet) {
    return inlet.events().stream()
        .map(RunningInlet::json)
        .map(record -> record.path("eventName").asText())
        .toList();
  }

  @Test
  void whatIsTrackedOnAPageOfAnotherOriginArrivesWithoutAPreflight() {
    try (var inlet = inlet();
        var site = site(inlet)) {
      browser.openAnew(site.page());

      browser.script("inlet.track('opened', {plan: 'pro'}); inlet.track('read');");

      awaitAcknowledged(inlet, 2);
      assertThat(browser.errors()).noneMatch(error -> error.contains("CORS"));
      assertThat(inlet.events().stream().map(RunningInlet::json).toList())
          .hasSize(2)
          .allSatisfy(record -> assertThat(record.path("source").asText()).isEqualTo("web"))
          .first()
          .satisfies(record -> {
            assertThat(record.path("eventName").asText()).isEqualTo("opened");
            assertThat(record.at("/metadata/plan").asText()).isEqualTo("pro");
          });
    }
  }

  @Test
  void aTabThatIsClosedLosesNoEvent() {
    try (var inlet = inlet();
        var site = site(inlet)) {
      int tabs = 5;
      int each = 20;
      browser.open(site.page());
      for (int tab = 0; tab < tabs; tab++) {
        browser.newTab();
        browser.open(site.page());
        browser.script(
            "for (let i = 0; i < arguments[1]; i++) {"
                + "inlet.track(arguments[0] + '-' + i, {text: 'x'.repeat(500)}); }",
            "tab-" + tab,
            each);
        browser.closeTab();
      }

      awaitAcknowledged(inlet, tabs * each);

      var wanted = new ArrayList<String>();
      IntStream.range(0, tabs)
          .forEach(
              tab -> IntStream.range(0, each).forEach(i -> wanted.add("tab-" + tab + "-" + i)));
      assertThat(names(inlet)).containsExactlyInAnyOrderElementsOf(wanted);
    }
  }

  @Test
  void whatIsRefusedForNowIsSentAgainUnderTheSameIdsWhenRetryAfterSays() {
    try (var inlet =
            RunningInlet.start(
                data,
                Map.of("INLET_KEYS_WEB", "k-web", "INLET_LIMITS_WEB_EVENTS_PER_SECOND", "1"));
        var site = site(inlet)) {
      browser.open(site.page());
      browser.script("for (let i = 0; i < 4; i++) inlet.track('e-' + i);");

      awaitAcknowledged(inlet, 4);

      assertThat(inlet.get("/prometheus").body())
          .contains("inlet_requests_refused_total{code=\"too-fast\"");
      assertThat(names(inlet)).containsExactly("e-0", "e-1", "e-2", "e-3");
      assertThat(inlet.events().stream().map(RunningInlet::json).map(SnippetTest::id).distinct())
          .hasSize(4)
          .allMatch(id -> id.matches("[0-9a-f]{32}"));
    }
  }

  private static String id(JsonNode record) {
    return record.path("id").asText();
  }

  @Test
  void aBeaconOfJsonArrivesToo() {
    try (var inlet = inlet();
        var site = site(inlet)) {
      browser.open(site.page());
      browser.script(
          "navigator.sendBeacon(arguments[0], new Blob([arguments[1]], {type:"
              + " 'application/json'}));",
          inlet.uri("/track?writeKey=k-web").toString(),
          "{\"userId\":\"u\",\"events\":[{\"eventName\":\"e\",\"metadata\":{},"
              + "\"timestampUTC\":1}]}");

      awaitAcknowledged(inlet, 1);
      assertThat(names(inlet)).containsExactly("e");
    }
  }
}
