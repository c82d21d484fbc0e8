package dev.inlet.api.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.RunningInlet;
import dev.inlet.api.RawHttp;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of Segment's protocol are answered. */
class SegmentApiTest {
  private static final String EVENT =
      "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"messageId\":\"m\"}";
  private static final String BATCH = "{\"batch\":[" + EVENT + "]}";
  private static final String BROKEN = "{\"batch\":[" + EVENT + ",{\"type\":\"track\"}]}";

  @TempDir Path data;
  private RunningInlet inlet;

  @BeforeEach
  void start() {
    inlet =
        RunningInlet.start(
            data,
            Map.of(
                "INLET_KEYS_WEB",
                "secret",
                "INLET_KEYS_PAGES",
                "pages",
                "INLET_LIMITS_PAGES_CALLS",
                "track",
                "INLET_API_ARRIVAL_MAX",
                "1s"));
  }

  @AfterEach
  void end() {
    inlet.close();
  }

  @ParameterizedTest
  @CsvSource({"/v1/track,track", "/v1/t,track", "/v1/page/,track", "/v1/s,track", "/v1/i,profile"})
  void takesAnEventByThePathOfItsKind(String path, String type) {
    var answer = post(path, EVENT, "X-Write-Key", "secret");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"success\":true}");
    assertThat(inlet.events()).singleElement().asString().contains("\"type\":\"" + type + '"');
  }

  @Test
  void findsTheKeyWhereverClientsPutIt() {
    var basic = Base64.getEncoder().encodeToString("secret:".getBytes(StandardCharsets.UTF_8));
    var inBody = "{\"writeKey\":\"secret\"," + BATCH.substring(1);

    assertThat(post("/v1/batch", BATCH, "Authorization", "Basic " + basic).statusCode())
        .isEqualTo(200);
    assertThat(post("/v1/batch", BATCH, "Authorization", "Bearer secret").statusCode())
        .isEqualTo(200);
    assertThat(post("/v1/batch", inBody).statusCode()).isEqualTo(200);
    assertThat(post("/v1/track", EVENT.replaceFirst("\\{", "{\"writeKey\":\"secret\",")).body())
        .isEqualTo("{\"success\":true}");
    assertThat(post("/beacon/v1/batch?writeKey=secret", BATCH).statusCode()).isEqualTo(200);
    assertThat(inlet.events())
        .hasSize(5)
        .allSatisfy(
            line -> assertThat(line).contains("\"source\":\"web\"").doesNotContain("secret"));
  }

  @Test
  void answersAKeyThatIsNotKnownWithACodeAndAMessage() {
    assertProblem(post("/v1/batch", BATCH, "X-Write-Key", "other"), 401, "unknown-key");
  }

  @Test
  void takesTheRestOfABatchAndKeepsWhatIsRefused() {
    assertThat(post("/v1/batch?writeKey=secret", BROKEN).body()).isEqualTo("{\"success\":true}");

    assertThat(inlet.events()).hasSize(1);
    assertThat(inlet.rejected())
        .singleElement()
        .satisfies(record -> {
          assertThat(record.path("path").asText()).isEqualTo("/v1/batch");
          assertThat(record.path("body").asText()).isEqualTo("{\"batch\":[{\"type\":\"track\"}]}");
        });
  }

  @Test
  void answersWhatCanNeverBeTakenWithTheOneStatusThatAllGiveUpOn() {
    var key = "?writeKey=secret";
    var large = "{\"batch\":[],\"x\":\"" + "x".repeat(1 << 20) + "\"}";
    var many = "{\"batch\":[" + (EVENT + ",").repeat(5000) + EVENT + "]}";

    assertProblem(post("/v1/batch" + key, large), 400, "body-too-large");
    assertProblem(post("/v1/batch" + key, many), 400, "too-many-events");
    assertProblem(post("/v1/batch" + key, "{"), 400, "not-json");
    assertProblem(post("/v1/t" + key, "{}"), 400, "missing");
    assertProblem(post("/v1/b" + key, BATCH, "Content-Encoding", "br"), 400, "content-encoding");
    assertProblem(post("/v1/a?writeKey=pages", EVENT), 400, "call-not-allowed");
    assertThat(inlet.rejected()).hasSize(6);
  }

  @Test
  void letsAKeySendOnlyTheEventsOfItsCalls() {
    var batch =
        "{\"batch\":[" + EVENT + ",{\"type\":\"alias\",\"userId\":\"u\",\"previousId\":\"p\"}]}";

    assertThat(post("/v1/b?writeKey=pages", batch).statusCode()).isEqualTo(200);

    assertThat(inlet.events()).hasSize(1);
    assertThat(inlet.rejected())
        .singleElement()
        .satisfies(record ->
            assertThat(record.at("/errors/0/code").asText()).isEqualTo("call-not-allowed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "a b c"})
  void ignoresWhatTheBodyIsSaidToBe(String type) {
    assertThat(post("/v1/batch?writeKey=secret", BATCH, "Content-Type", type).statusCode())
        .isEqualTo(200);
  }

  @Test
  void acknowledgesAnAliasThatSaysNothing() {
    var self = "{\"userId\":\"u\",\"previousId\":\"u\"}";

    assertThat(post("/v1/alias?writeKey=secret", self).statusCode()).isEqualTo(200);
    assertThat(inlet.get("/prometheus").body()).contains("inlet_events_ignored_total 1.0");
    assertThat(inlet.events()).isEmpty();
  }

  @Test
  void tellsBrowsersWhereToSend() {
    for (var path :
        new String[] {"/v1/projects/secret/settings", "/v1/projects/secret/settings/"}) {
      var answer = inlet.get(path);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(RunningInlet.json(answer.body()).at("/integrations/Segment.io"))
          .isEqualTo(
              RunningInlet.json(
                  "{\"apiKey\":\"secret\",\"apiHost\":\"127.0.0.1:"
                      + inlet.port()
                      + "/v1\",\"protocol\":\"http\",\"httpConfig\":{\"rateLimitConfig\":"
                      + "{\"enabled\":true},\"backoffConfig\":{\"enabled\":true}}}"));
    }
    assertProblem(inlet.get("/v1/projects/other/settings"), 401, "unknown-key");
  }

  @Test
  void tellsBrowsersOfRudderStackThatTheSourceIsThere() {
    for (var path : new String[] {"/sourceConfig", "/sourceConfig/"}) {
      var answer = inlet.get(path + "?p=npm&writeKey=secret");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(RunningInlet.json(answer.body()).at("/source/enabled").asBoolean()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/nothing", "/v1/batch/more"})
  void hasNothingElse(String path) {
    assertProblem(post(path, BATCH), 404, "not-found");
  }

  @Test
  void takesEventsByPostAlone() {
    assertProblem(inlet.get("/v1/batch/"), 405, "method");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /v1/b HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{",
        "POST /v1/b HTTP/1.1\r\nHost: a\r\n"
      })
  void closesWithoutAWordWhenARequestDoesNotArrive(String part) {
    try (var http = new RawHttp(inlet.port())) {
      assertThat(http.send(part).read(Duration.ofSeconds(3))).isEqualTo("<closed>");
    }
  }

  private HttpResponse<String> post(String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(inlet.uri(path)).POST(HttpRequest.BodyPublishers.ofString(body));
    return inlet.send((headers.length > 0 ? request.headers(headers) : request).build());
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    var problem = RunningInlet.json(answer.body());
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("message").asText()).isNotEmpty();
  }
}
