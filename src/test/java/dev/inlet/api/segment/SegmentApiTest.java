package dev.inlet.api.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.RunningInlet;
import dev.inlet.api.RawHttp;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
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
                "INLET_PROXY_TRUSTED",
                "127.0.0.1",
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
  void knowsTheKeyThatABodyBeginsWithWhateverIsWrongBehindIt() {
    var begin = "{\"writeKey\":\"secret\",";
    var large = begin + "\"batch\":[],\"x\":\"" + "x".repeat(1 << 20) + "\"}";

    assertProblem(post("/v1/batch", begin + "\"batch\":[}"), 400, "not-json");
    assertProblem(post("/v1/batch", large), 400, "body-too-large");
    assertProblem(post("/v1/track", begin + "\"userId\":\"u"), 400, "not-json");
    assertProblem(post("/v1/batch", "{\"batch\":[" + begin), 401, "unknown-key");
    assertThat(inlet.rejected())
        .hasSize(3)
        .allSatisfy(record -> assertThat(record.toString()).doesNotContain("secret"));
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
  void tellsThoseBehindAProxyToSendToTheProxy() {
    var answer =
        get(
            "/v1/projects/secret/settings",
            "X-Forwarded-Proto",
            "https",
            "X-Forwarded-Host",
            "collect.example.com:8443");

    var settings = RunningInlet.json(answer.body()).at("/integrations/Segment.io");
    assertThat(settings.path("apiHost").asText()).isEqualTo("collect.example.com:8443/v1");
    assertThat(settings.path("protocol").asText()).isEqualTo("https");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/projects/secret/settings", "/sourceConfig?writeKey=secret"})
  void tellsOfItsSettingsInJsonWhateverIsAccepted(String path) {
    for (var type : new String[] {"text/plain", "text/html, image/*;q=0.8", "application/json"}) {
      var answer = get(path, "Accept", type);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    }
    var unknown = get(path.replace("secret", "other"), "Accept", "text/plain");
    assertProblem(unknown, 401, "unknown-key");
    assertThat(unknown.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(unknown.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(inlet.get("/prometheus").body())
        .contains("inlet_requests_refused_total{code=\"unknown-key\"} 1.0");
  }

  @ParameterizedTest
  @CsvSource({"/v1/projects/secret/settings,GET", "/sourceConfig,GET", "/v1/import/,POST"})
  void tellsWhichMethodAPathTakes(String path, String method) {
    var request =
        HttpRequest.newBuilder(inlet.uri(path)).method("OPTIONS", BodyPublishers.noBody());
    var answer = inlet.send(request.build());

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Allow").orElse("")).startsWith(method);
  }

  @Test
  void tellsBrowsersOfRudderStackThatTheSourceIsThere() {
    for (var path : new String[] {"/sourceConfig", "/sourceConfig/"}) {
      var answer = inlet.get(path + "?p=npm&writeKey=secret");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(RunningInlet.json(answer.body()).at("/source/enabled").asBoolean()).isTrue();
    }
  }

  /** They send their key in a header alone, and read these members or nothing. */
  @Test
  void tellsPhonesOfRudderStackAllThatTheyNeedToBegin() {
    var basic = Base64.getEncoder().encodeToString("secret:".getBytes(StandardCharsets.UTF_8));
    var answer = get("/sourceConfig?p=ios&v=1.31.1", "Authorization", "Basic " + basic);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(RunningInlet.json(answer.body()).path("source"))
        .isEqualTo(
            RunningInlet.json(
                """
                {"id": "secret", "name": "Inlet", "writeKey": "secret", "workspaceId": "inlet",
                 "enabled": true, "updatedAt": "1970-01-01T00:00:00Z",
                 "config": {"statsCollection":
                   {"errors": {"enabled": false}, "metrics": {"enabled": false}}},
                 "destinations": [], "connections": [], "dataplanes": {}}
                """));
    assertProblem(
        get("/sourceConfig?p=ios&writeKey=secret", "Authorization", "Basic b3RoZXI6"),
        401,
        "unknown-key");
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
        "POST /v1/b HTTP/1.1\r\nHost: a\r\n",
        "GET /v1/projects/secret/settings HTTP/1.1\r\nHost: a\r\n"
      })
  void closesWithoutAWordWhenARequestDoesNotArrive(String part) {
    try (var http = new RawHttp(inlet.port())) {
      assertThat(http.send(part).read(Duration.ofSeconds(3))).isEqualTo("<closed>");
    }
  }

  private HttpResponse<String> get(String path, String... headers) {
    return inlet.send(HttpRequest.newBuilder(inlet.uri(path)).headers(headers).build());
  }

  private HttpResponse<String> post(String path, String body, String... headers) {
    var request = HttpRequest.newBuilder(inlet.uri(path)).POST(BodyPublishers.ofString(body));
    return inlet.send((headers.length > 0 ? request.headers(headers) : request).build());
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    var problem = RunningInlet.json(answer.body());
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("message").asText()).isNotEmpty();
  }
}
