package dev.inlet.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.RunningInlet;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people load, and nothing beside it. */
class PagesTest {
  private static RunningInlet inlet;

  @BeforeAll
  static void start(@TempDir Path data) {
    inlet = RunningInlet.start(data, Map.of());
  }

  @AfterAll
  static void stop() {
    inlet.close();
  }

  private static HttpResponse<String> get(String path, String... headers) {
    var request = HttpRequest.newBuilder(inlet.uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return inlet.send(request.build());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void servesTheContractAsYaml() throws IOException {
    var answer = get("/openapi.yml");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/yaml; charset=utf-8");
    assertThat(answer.body()).isEqualTo(Files.readString(Path.of("openapi/inlet.yml"), UTF_8));
  }

  @Test
  void leadsFromTheRootToThePage() {
    var answer = get("/");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(header(answer, "Location")).isEqualTo("/swagger-ui");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/swagger-ui", "/swagger-ui/", "/ui", "/ui/", "/ui?x=1"})
  void servesThePageAtEachOfItsPaths(String path) {
    var answer = get(path, "Accept", "text/html");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(answer.body())
        .contains("<title>Inlet</title>")
        .doesNotContain("http:", "https:", "\"//");
  }

  @ParameterizedTest
  @CsvSource({
    "swagger-ui.css, text/css; charset=utf-8",
    "swagger-ui-bundle.js, text/javascript; charset=utf-8",
    "page.css, text/css; charset=utf-8",
    "page.js, text/javascript; charset=utf-8",
    "favicon.svg, image/svg+xml",
  })
  void servesWhatThePageLoadsWithItsType(String name, String type) {
    var answer = get("/swagger-ui/" + name);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo(type);
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.body()).isNotBlank();
  }

  @Test
  void servesTheIconByTheNameThatBrowsersAskForUnasked() {
    var answer = get("/favicon.ico");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo("image/svg+xml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi.yml", "/swagger-ui", "/swagger-ui/swagger-ui-bundle.js"})
  void aBrowserThatHasItGetsNoSecondCopy(String path) {
    var first = get(path);
    var again = get(path, "If-None-Match", header(first, "ETag"));
    var older = get(path, "If-None-Match", "W/\"another\"");

    assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(header(again, "ETag")).isEqualTo(header(first, "ETag"));
    assertThat(older.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi.yml", "/swagger-ui", "/swagger-ui/page.css"})
  void answersHeadLikeGetAndKeepsTheConnection(String path) {
    var length = get(path).body().getBytes(UTF_8).length;

    assertThat(RawHttp.answer(inlet.port(), "HEAD " + path + " HTTP/1.1\r\nHost: a\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("\r\ncontent-length: " + length + "\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void sendsItsLargestPartsCompressed() {
    var plain = header(get("/swagger-ui/swagger-ui-bundle.js"), "Content-Length");
    var packed = get("/swagger-ui/swagger-ui-bundle.js", "Accept-Encoding", "gzip");

    assertThat(plain).isNotEmpty();
    assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
  }

  @Test
  void letsThePageReachNoOtherServer() {
    assertThat(header(get("/swagger-ui"), "Content-Security-Policy"))
        .startsWith("default-src 'self';");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/swagger-ui/swagger-ui.js",
        "/swagger-ui/index.html",
        "/swagger-ui/micronaut.properties",
        "/swagger-ui/../micronaut.properties",
        "/swagger-ui/%2e%2e/micronaut.properties",
        "/swagger-ui/..%2f..%2fmicronaut.properties",
        "/swagger-ui/%2e%2e%2fapi%2fPages.class",
        "/swagger-ui/%252e%252e%252flogback.xml",
        "/swagger-ui/..%5c..%5clogback.xml",
        "/swagger-ui/page.js%00",
        "/swagger-ui/%00",
        "/swagger-ui//etc/passwd",
        "/swagger-ui/%2fetc%2fpasswd",
        "//swagger-ui",
        "/swagger-ui/page.js/..",
        "/META-INF/swagger/inlet.yml",
        "/micronaut.properties",
      })
  void noPathLeadsToAnotherFile(String path) {
    var answer =
        RawHttp.answer(
            inlet.port(), "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 404 ")
        .containsIgnoringCase("content-type: application/problem+json")
        .contains("\"code\":\"not-found\"");
  }
}
