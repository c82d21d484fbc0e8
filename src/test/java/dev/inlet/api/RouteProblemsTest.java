package dev.inlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.RunningInlet;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever answers, errors have one shape, and say nothing of what was sent or of our classes. */
class RouteProblemsTest {
  private static RunningInlet inlet;

  @BeforeAll
  static void start(@TempDir Path data) {
    inlet = RunningInlet.start(data, Map.of());
  }

  @AfterAll
  static void stop() {
    inlet.close();
  }

  @AfterEach
  void theNextRequestWorks() {
    assertThat(inlet.get("/health/liveness").statusCode()).isEqualTo(200);
  }

  private static String answer(String method, String path, String... headers) {
    return RawHttp.answer(
        inlet.port(),
        method
            + ' '
            + path
            + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
            + String.join("", headers)
            + "\r\n");
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4).replace("<closed>", "");
  }

  private static void isProblem(String answer, int status, String code) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + ' ')
        .containsIgnoringCase("\r\ncontent-type: application/problem+json\r\n")
        .doesNotContain("micronaut", "netty", "java", "Exception", "secret", "_links");
    var problem = RunningInlet.json(body(answer));
    assertThat(problem.properties().stream().map(member -> member.getKey()))
        .containsExactly("type", "title", "status", "detail", "code", "message", "errors");
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("detail").asText()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "SECRET"})
  void answers404ToEachMethodOnAnUnknownPath(String method) {
    isProblem(answer(method, "/secret"), 404, "not-found");
  }

  @Test
  void answers404WithoutABodyToHead() {
    assertThat(answer("HEAD", "/secret")).startsWith("HTTP/1.1 404 ").endsWith("\r\n\r\n<closed>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/html", "text/html,application/xhtml+xml,*/*;q=0.8", "image/png", "?"})
  void answersAProblemWhateverIsAccepted(String accepted) {
    isProblem(answer("GET", "/secret", "Accept: " + accepted + "\r\n"), 404, "not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /openapi.yml",
    "POST, /openapi.yml",
    "DELETE, /swagger-ui",
    "POST, /swagger-ui/page.js",
    "OPTIONS, /ui",
    "POST, /health",
    "DELETE, /health/liveness",
    "PUT, /prometheus",
  })
  void answers405AndNamesTheMethodsThatAPathTakes(String method, String path) {
    var answer = answer(method, path);

    isProblem(answer, 405, "method");
    assertThat(answer).containsPattern("(?i)\r\nallow: [A-Z, ]*GET");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 70_000, 2 << 20, 11 << 20})
  void answers404ToABodyOfAnySize(int bytes) {
    var answer = inlet.post("/secret", "x".repeat(bytes));

    assertThat(answer.statusCode()).isIn(404, 413);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/plain", "no type", "multipart/form-data"})
  void answers404ToABodyOfAnyType(String type) {
    isProblem(
        answer("POST", "/secret", "Content-Type: " + type + "\r\nContent-Length: 0\r\n"),
        404,
        "not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/secret%",
        "/secret%zz",
        "/secret%00",
        "/secret/%2e%2e/health",
        "/..",
        "/%2e%2e/%2e%2e/secret",
        "/%c0%ae%c0%ae/secret",
        "/secret?%",
        "/secret{}|^[]",
        "/swagger-ui/%",
        "/secret\\",
      })
  void anOddPathIsOneThatIsNotThereOrNotOneAtAll(String path) {
    var answer = answer("GET", path);

    if (answer.startsWith("HTTP/1.1 400 ")) {
      isProblem(answer, 400, "http-400");
    } else {
      isProblem(answer, 404, "not-found");
    }
  }

  @Test
  void answers406WhenAPathHasNoTypeThatIsAccepted() {
    isProblem(answer("GET", "/prometheus", "Accept: image/png\r\n"), 406, "accept");
  }
}
