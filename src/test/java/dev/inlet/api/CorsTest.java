package dev.inlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.RunningInlet;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page of another origin may do, and read. */
class CorsTest {
  private static final String PAGE = "https://shop.example.com";
  private static final String BODY =
      "{\"userId\":\"u\",\"events\":[{\"eventName\":\"e\",\"metadata\":{},\"timestampUTC\":1}]}";

  @TempDir private Path data;
  private RunningInlet inlet;

  @BeforeEach
  void start() {
    inlet = RunningInlet.start(data, Map.of());
  }

  @AfterEach
  void stop() {
    inlet.close();
  }

  private void restart(String... settings) {
    inlet.close();
    inlet = RunningInlet.start(data, Map.of(settings[0], settings[1]));
  }

  private HttpResponse<String> preflight(String path, String origin, String... more) {
    var request =
        HttpRequest.newBuilder(inlet.uri(path))
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .headers("Origin", origin, "Access-Control-Request-Method", "POST");
    if (more.length > 0) {
      request.headers(more);
    }
    return inlet.send(request.build());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return String.join("; ", answer.headers().allValues(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/track", "/alias", "/profile", "/track?writeKey=k"})
  void answersAPreflightThatBrowsersKeepForTwoHours(String path) {
    var answer = preflight(path, PAGE, "Access-Control-Request-Headers", "authorization,sentat");

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(header(answer, "access-control-allow-origin")).isEqualTo(PAGE);
    assertThat(header(answer, "access-control-allow-methods")).isEqualTo("GET, POST");
    assertThat(header(answer, "access-control-allow-headers").split(", "))
        .contains(
            "Authorization",
            "Content-Type",
            "X-Retry-Count",
            "AnonymousId",
            "SentAt",
            "Rsa-Recovered",
            "Rsa-Retry-Attempt",
            "Rsa-Retry-Reason",
            "Rsa-Since-First-Attempt",
            "Rsa-Since-Last-Attempt",
            "X-Write-Key",
            "Idempotency-Key");
    assertThat(header(answer, "access-control-max-age")).isEqualTo("7200");
    assertThat(header(answer, "vary")).isEqualToIgnoringCase("Origin");
    assertThat(header(answer, "access-control-allow-private-network")).isEmpty();
  }

  @Test
  void letsAPageReachAServerInAPrivateNetwork() {
    assertThat(
            header(
                preflight("/track", PAGE, "Access-Control-Request-Private-Network", "true"),
                "access-control-allow-private-network"))
        .isEqualTo("true");
  }

  @ParameterizedTest
  @CsvSource({"/track, POST, 400", "/track, GET, 405", "/alias, OPTIONS, 204"})
  void thePageCanReadWhateverIsAnswered(String path, String method, int status) {
    var answer =
        inlet.send(
            HttpRequest.newBuilder(inlet.uri(path))
                .method(method, HttpRequest.BodyPublishers.ofString("{"))
                .headers("Origin", PAGE, "Content-Type", "text/plain")
                .build());

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(header(answer, "access-control-allow-origin")).isEqualTo(PAGE);
    assertThat(header(answer, "access-control-expose-headers"))
        .isEqualToIgnoringCase("Retry-After");
    assertThat(header(answer, "vary")).isEqualToIgnoringCase("Origin");
  }

  @Test
  void theNextRequestOfTheConnectionIsAnsweredForItself() {
    var page =
        "POST /track HTTP/1.1\r\nHost: h\r\nOrigin: " + PAGE + "\r\nContent-Length: 2\r\n\r\n{}";
    var noPage = "POST /track HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}";
    var preflight =
        "OPTIONS /track HTTP/1.1\r\nHost: h\r\nOrigin: "
            + PAGE
            + "\r\nAccess-Control-Request-Method: POST\r\nContent-Length: 3\r\n\r\nabc";

    var answers = RawHttp.answer(inlet.port(), page + noPage + preflight + noPage + "GET\r\n");

    assertThat(answers.split("HTTP/1.1 "))
        .extracting(
            answer -> answer.isEmpty() ? "" : answer.substring(0, 3) + " " + answer.contains(PAGE))
        .containsExactly("", "415 true", "415 false", "204 true", "415 false", "400 false");
  }

  @Test
  void whoIsNoPageIsToldNothingOfPages() {
    assertThat(inlet.post("/track", BODY).headers().map().keySet())
        .noneMatch(name -> name.startsWith("access-control") || name.equals("vary"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example.com, true",
    "HTTPS://SHOP.example.com, true",
    "https://eu.shop.example.net, true",
    "https://example.net, false",
    "https://evilexample.net, false",
    "https://shop.example.com.evil.org, false",
    "http://shop.example.com, false",
    "https://shop.example.com:8443, false",
    "null, false",
  })
  void onlyPagesOfTheNamedOriginsMaySend(String origin, boolean may) {
    restart("INLET_CORS_ORIGINS", "https://shop.example.com, https://*.example.net");

    var preflight = preflight("/track", origin);
    var sent = inlet.post("/track", BODY, "Origin", origin);

    assertThat(preflight.statusCode()).isEqualTo(may ? 204 : 403);
    assertThat(sent.statusCode()).isEqualTo(may ? 200 : 403);
    assertThat(header(sent, "access-control-allow-origin")).isEqualTo(may ? origin : "");
    assertThat(header(sent, "vary")).isEqualToIgnoringCase("Origin");
    assertThat(inlet.events()).hasSize(may ? 1 : 0);
  }

  @Test
  void ourOwnPagesMaySendWhateverIsNamed() {
    restart("INLET_CORS_ORIGINS", PAGE);

    assertThat(
            inlet.post("/track", BODY, "Origin", "http://127.0.0.1:" + inlet.port()).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "OPTIONS, /health",
    "GET, /health",
    "GET, /prometheus",
    "POST, /health",
    "OPTIONS, /swagger-ui",
    "GET, /nothing",
  })
  void keepsPagesOfOtherOriginsOutOfAllElseAndSaysSo(String method, String path) {
    var answer =
        inlet.send(
            HttpRequest.newBuilder(inlet.uri(path))
                .method(method, HttpRequest.BodyPublishers.ofString("x"))
                .headers("Origin", PAGE, "Access-Control-Request-Method", "GET")
                .build());

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(RunningInlet.json(answer.body()).path("code").asText()).isEqualTo("origin");
    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.startsWith("access-control"));
  }

  @Test
  void ourOwnPagesAreServed() {
    var own = "http://127.0.0.1:" + inlet.port();

    assertThat(
            inlet
                .send(HttpRequest.newBuilder(inlet.uri("/health")).header("Origin", own).build())
                .statusCode())
        .isEqualTo(200);
  }
}
