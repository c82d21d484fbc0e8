package dev.inlet.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.RunningInlet;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has a key may write, as the source that the key stands for; nobody else. */
class KeysTest {
  private static final String EVENTS =
      "\"events\":[{\"eventName\":\"e\",\"metadata\":{},\"timestampUTC\":1}]}";
  private static final String BODY = "{\"userId\":\"u\"," + EVENTS;
  private static final String KEYED = "{\"userId\":\"u\",\"writeKey\":\"k-web\"," + EVENTS;

  private RunningInlet inlet;

  @BeforeEach
  void start(@TempDir Path data) {
    inlet =
        RunningInlet.start(
            data,
            Map.of(
                "INLET_KEYS_WEB",
                "k-web",
                "INLET_KEYS_MY_APP",
                "k-app",
                "INLET_LIMITS_MY_APP_EVENTS_PER_SECOND",
                "2"));
  }

  @AfterEach
  void stop() {
    inlet.close();
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  private int status(String body, String... headers) {
    return inlet.post("/track", body, headers).statusCode();
  }

  @Test
  void takesAKeyFromEachPlaceAndNamesItsSource() {
    assertThat(status(BODY, "Authorization", basic("k-web:"))).isEqualTo(200);
    assertThat(status(BODY, "Authorization", "Bearer k-web")).isEqualTo(200);
    assertThat(status(BODY, "X-Write-Key", "k-web")).isEqualTo(200);
    assertThat(status(KEYED)).isEqualTo(200);
    assertThat(inlet.post("/track?writeKey=k-app", BODY).statusCode()).isEqualTo(200);

    assertThat(inlet.events().stream().map(line -> RunningInlet.json(line).path("source").asText()))
        .containsExactly("web", "web", "web", "web", "my-app");
    assertThat(inlet.events()).noneMatch(line -> line.contains("k-web"));
  }

  @Test
  void answers401WithoutAKnownKeyAndStoresNothing() {
    assertThat(status(BODY)).isEqualTo(401);
    assertThat(status(BODY, "X-Write-Key", "k-wrong")).isEqualTo(401);
    assertThat(status(BODY, "Authorization", "Basic %%%")).isEqualTo(401);
    assertThat(status("{", "X-Write-Key", "k-wrong")).isEqualTo(401);
    assertThat(status("{")).isEqualTo(401);
    assertThat(status("x".repeat(2 << 20))).isEqualTo(401);

    assertThat(inlet.events()).isEmpty();
    assertThat(inlet.rejected()).isEmpty();
  }

  @Test
  void theFirstPlaceThatHoldsAKeyDecides() {
    assertThat(status(KEYED, "Authorization", "Bearer k-wrong")).isEqualTo(401);
    assertThat(status(KEYED.replace("k-web", "k-wrong"), "X-Write-Key", "k-web")).isEqualTo(200);
    assertThat(inlet.post("/track?writeKey=k-wrong", KEYED).statusCode()).isEqualTo(200);
    assertThat(inlet.post("/track?writeKey=k-web", KEYED.replace("k-web", "k-wrong")).statusCode())
        .isEqualTo(401);
  }

  @Test
  void blanksKeysInWhatItKeeps() {
    assertThat(status("{\"writeKey\":\"k-web\",\"userId\":5,\"x\":\"k-web\"}")).isEqualTo(400);
    assertThat(status("{\"writeKey\":\"k-web\",", "X-Write-Key", "k-web")).isEqualTo(400);

    assertThat(inlet.rejected())
        .hasSize(2)
        .allSatisfy(line -> {
          assertThat(line.toString()).doesNotContain("k-web");
          assertThat(line.path("source").asText()).isEqualTo("web");
        });
  }

  @Test
  void answers429WithRetryAfterOverTheRateOfAKey() {
    assertThat(status(BODY, "X-Write-Key", "k-app")).isEqualTo(200);
    assertThat(status(BODY, "X-Write-Key", "k-app")).isEqualTo(200);
    var limited = inlet.post("/track", BODY, "X-Write-Key", "k-app");

    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("retry-after")).hasValue("1");
    assertThat(status(BODY, "X-Write-Key", "k-web")).isEqualTo(200);
    assertThat(inlet.events()).hasSize(3);
  }

  @Test
  void asksForAKeyOnlyWhereEventsAreWritten() {
    assertThat(inlet.send(HttpRequest.newBuilder(inlet.uri("/health")).build()).statusCode())
        .isEqualTo(200);
  }
}
