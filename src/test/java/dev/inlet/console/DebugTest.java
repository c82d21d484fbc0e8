package dev.inlet.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.RunningInlet;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a test of an app asks, after the app has sent. */
class DebugTest {
  private static final String KEY = "a-key-that-nobody-sees";

  private static RunningInlet inlet;

  @BeforeAll
  static void start(@TempDir Path data) {
    inlet = RunningInlet.start(data, Map.of("INLET_KEYS_WEB", KEY, "INLET_KEYS_APP", "170000"));
  }

  @AfterAll
  static void stop() {
    inlet.close();
  }

  @BeforeEach
  void reset() {
    var reset = HttpRequest.newBuilder(inlet.uri("/debug/reset")).POST(BodyPublishers.noBody());
    var answer = inlet.send(reset.build());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(RunningInlet.json(answer.body()).path("total").asInt(-1)).isZero();
  }

  private static JsonNode post(String path, String body, String... headers) {
    var all = new ArrayList<>(List.of("X-Write-Key", KEY));
    all.addAll(List.of(headers));
    return RunningInlet.json(inlet.post(path, body, all.toArray(String[]::new)).body());
  }

  private static JsonNode get(String path) {
    return RunningInlet.json(inlet.get(path).body());
  }

  @Test
  void countsWhatWasGoodAndWhatWasBad() {
    post("/track", Posts.track("a", "b", ""));
    post("/track", "{");
    inlet.post("/track", Posts.track("a"), "X-Write-Key", "another");

    var summary = get("/debug/summary");

    assertThat(summary.path("total").asInt()).isEqualTo(5);
    assertThat(summary.path("good").asInt()).isEqualTo(2);
    assertThat(summary.path("bad").asInt()).isEqualTo(3);
    assertThat(summary.path("notShown").asInt()).isZero();
    assertThat(summary.path("codes").toString())
        .isEqualTo("{\"blank\":1,\"not-json\":1,\"unknown-key\":1}");
  }

  @Test
  void showsTheNewestFirst() {
    post("/track", Posts.track("a", "b"));
    post("/track", Posts.track("c"));

    assertThat(get("/debug/events").findValuesAsText("eventName"))
        .containsSubsequence("c", "b", "a");
    assertThat(get("/debug/events?limit=1")).hasSize(1);
  }

  @Test
  void showsTheRecordAsItWasWritten() {
    var number = "90071992547409931234567890.10";
    var body =
        "{\"userId\":\"ada\",\"plan\":1,\"attributes\":{\"n\":" + number + "},\"timestampUTC\":7}";
    var requestId = post("/profile", body).path("requestId").asText();

    var answer = inlet.get("/debug/good").body();
    var shown = RunningInlet.json(answer).path(0);

    assertThat(answer).contains("\"attributes\":{\"n\":" + number + "}");
    assertThat(shown.at("/record/id").asText()).isEqualTo(requestId + "-0");
    assertThat(shown.path("requestId").asText()).isEqualTo(requestId);
    assertThat(shown.path("verdict").asText()).isEqualTo("good");
    assertThat(shown.path("source").asText()).isEqualTo("web");
    assertThat(shown.path("path").asText()).isEqualTo("/profile");
    assertThat(shown.path("type").asText()).isEqualTo("profile");
    assertThat(shown.path("userId").asText()).isEqualTo("ada");
    assertThat(shown.path("receivedAt").asText())
        .isEqualTo(shown.at("/record/receivedAt").asText());
    assertThat(shown.path("body").asText()).isEqualTo(body);
  }

  @Test
  void showsOfABatchToEachEventItsPart() {
    post(
        "/track",
        "{\"userId\":\"u\", \"events\": [ %s , %s,\n%s ], \"v\":1}"
            .formatted(event("a"), "{\"eventName\":\"\"}", event("c")));

    var events = get("/debug/events");

    assertThat(events.findValuesAsText("body"))
        .containsExactly(
            "{\"userId\":\"u\", \"events\": [ {\"eventName\":\"\"}], \"v\":1}",
            "{\"userId\":\"u\", \"events\": [ " + event("c") + "], \"v\":1}",
            "{\"userId\":\"u\", \"events\": [ " + event("a") + "], \"v\":1}");
    assertThat(events.path(0).path("errors").findValuesAsText("pointer"))
        .contains("/events/0/eventName");
  }

  private static String event(String name) {
    return "{\"eventName\":\"" + name + "\",\"metadata\":{},\"timestampUTC\":1}";
  }

  @Test
  void doesNotCopyALargeBodyForEachOfManyEvents() {
    var many = ",0".repeat(1000);
    var body =
        "{\"userId\":\"u\",\"events\":[%s%s]%s}".formatted(event("a"), many, " ".repeat(9000));
    post("/track", body);

    var events = get("/debug/events?limit=2000");

    assertThat(events).hasSize(1001);
    assertThat(events.findValues("body")).isEmpty();
    assertThat(events.path(0).path("bodyBytes").asInt()).isEqualTo(body.length());
    assertThat(events.path(0).has("bodyComplete")).isFalse();
  }

  @Test
  void copiesALargeBodyForEachOfAFewEvents() {
    post(
        "/track",
        "{\"userId\":\"u\",\"events\":[%s,%s]%s}"
            .formatted(event("a"), event("b"), " ".repeat(200_000)));

    assertThat(get("/debug/events").findValues("body")).hasSize(2);
  }

  @Test
  void findsTheEventOfAMessageId() {
    post(
        "/track",
        "{\"userId\":\"u\",\"events\":[%s,%s]}"
            .formatted(
                event("a"),
                event("b").replace("{\"eventName", "{\"messageId\":\"m-0\",\"eventName")));

    assertThat(get("/debug/events?limit=1").at("/0/body").asText()).contains("m-0");
  }

  @Test
  void showsWhatWasRefusedWithItsPlaceAndItsReason() {
    post("/alias", "{\"newUserId\":\"a\",\"originalUserId\":7,\"timestampUTC\":1}");

    var shown = get("/debug/bad").path(0);

    assertThat(shown.path("verdict").asText()).isEqualTo("bad");
    assertThat(shown.path("status").asInt()).isEqualTo(400);
    assertThat(shown.path("userId").asText()).isEqualTo("a");
    assertThat(shown.at("/errors/0/pointer").asText()).isEqualTo("/originalUserId");
    assertThat(shown.at("/errors/0/code").asText()).isEqualTo("wrong-type");
    assertThat(shown.at("/errors/0/message").asText()).isNotBlank();
    assertThat(shown.has("record")).isFalse();
    assertThat(get("/debug/good")).isEmpty();
  }

  @Test
  void showsARequestThatIsNoEventAtAll() {
    post("/track", "name=ada", "Content-Type", "application/x-www-form-urlencoded");

    var shown = get("/debug/bad").path(0);

    assertThat(shown.path("status").asInt()).isEqualTo(415);
    assertThat(shown.path("body").asText()).isEqualTo("name=ada");
    assertThat(shown.at("/headers/Content-Type").findValuesAsText("")).isEmpty();
    assertThat(shown.at("/headers/Content-Type").toString())
        .contains("application/x-www-form-urlencoded");
  }

  @Test
  void showsTheStartOfABodyThatIsTooLarge() {
    post("/track", Posts.track("x".repeat(2 << 20)));

    var shown = get("/debug/bad").path(0);

    assertThat(shown.path("status").asInt()).isEqualTo(413);
    assertThat(shown.path("bodyComplete").asBoolean(true)).isFalse();
    assertThat(shown.path("body").asText()).startsWith("{\"userId\":\"ada\"");
  }

  @Test
  void showsNoBodyOfAStranger() {
    inlet.post("/track", Posts.track("a"), "X-Write-Key", "another");

    var shown = get("/debug/bad").path(0);

    assertThat(shown.path("status").asInt()).isEqualTo(401);
    assertThat(shown.at("/errors/0/code").asText()).isEqualTo("unknown-key");
    assertThat(shown.has("body")).isFalse();
  }

  @Test
  void showsNoKey() {
    post("/track", "{\"writeKey\":\"" + KEY + "\"," + Posts.track(KEY).substring(1));
    post("/track", "{\"writeKey\":\"" + KEY + "\",");

    var shown = inlet.get("/debug/events").body();

    assertThat(RunningInlet.json(shown)).hasSize(2);
    assertThat(shown).doesNotContain(KEY).contains("***");
  }

  /** What it shows is JSON all the same. */
  @Test
  void showsNoKeyThatIsANumber() {
    post("/track", Posts.track("a"));

    assertThat(get("/debug/events").at("/0/record").asText()).contains(":***0000}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"filter=SIGN", "filter=ada&verdict=good", "filter=web&limit=1"})
  void findsWhatOneLooksFor(String query) {
    post("/track", "{\"userId\":\"bob\",\"events\":[{\"eventName\":\"sign\"}]}");
    post("/track", Posts.track("signup"));

    assertThat(get("/debug/events?" + query).at("/0/eventName").asText()).isEqualTo("signup");
    assertThat(get("/debug/events?filter=nothing")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"verdict=ugly", "limit=0", "limit=many"})
  void saysWhatAQueryCanSay(String query) {
    var answer = inlet.get("/debug/events?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  /** A link or a picture in any page could otherwise throw away what somebody is looking at. */
  @Test
  void resetsByPostAlone() {
    post("/track", Posts.track("a"));

    assertThat(inlet.get("/debug/reset").statusCode()).isEqualTo(405);
    assertThat(get("/debug/summary").path("good").asInt()).isEqualTo(1);
  }

  @Test
  void tellsHowThePipelineIs() {
    post("/track", Posts.track("a"));

    var pipeline = get("/debug/pipeline");

    assertThat(pipeline.path("accepting").asBoolean()).isTrue();
    assertThat(pipeline.path("sink").asText()).isEqualTo("directory");
    assertThat(pipeline.at("/streams/events/waiting").isNumber()).isTrue();
    assertThat(pipeline.path("history").isArray()).isTrue();
  }
}
