package dev.inlet.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.RunningInlet;
import dev.inlet.api.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may look, and from where. */
class AccessTest {
  private static final String KEY = "open-sesame-9471";

  private @TempDir Path data;

  private RunningInlet start(String... settings) {
    var environment = new java.util.HashMap<String, String>();
    for (int i = 0; i < settings.length; i += 2) {
      environment.put(settings[i], settings[i + 1]);
    }
    return RunningInlet.start(data, environment);
  }

  private static HttpResponse<String> send(
      RunningInlet inlet, String method, String path, String... headers) {
    var request = HttpRequest.newBuilder(inlet.uri(path)).method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return inlet.send(request.build());
  }

  private static String code(HttpResponse<String> answer) {
    return RunningInlet.json(answer.body()).path("code").asText();
  }

  @Test
  void isOnWhereOnlyThisMachineCanReachIt() {
    try (var inlet = start()) {
      assertThat(inlet.get("/console").statusCode()).isEqualTo(200);
      assertThat(inlet.get("/debug/summary").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/console", "/console/console.js", "/debug/events", "/debug/nothing"})
  void isOffWhereOthersCanReachItAndSaysWhatTurnsItOn(String path) {
    try (var inlet = start("INLET_HOST", "0.0.0.0")) {
      var answer = inlet.get(path);

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(code(answer)).isEqualTo("console-off");
      assertThat(answer.body()).contains("INLET_CONSOLE_KEY (inlet.console.key)");
    }
  }

  @Test
  void isOffWhenItIsTurnedOff() {
    try (var inlet = start("INLET_CONSOLE_ENABLED", "false")) {
      assertThat(inlet.get("/console").statusCode()).isEqualTo(404);
      assertThat(inlet.get("/console").body())
          .contains("INLET_CONSOLE_ENABLED (inlet.console.enabled)");
    }
  }

  @Test
  void withAKeyItIsOnEverywhereForThoseWhoHaveIt() {
    try (var inlet = start("INLET_HOST", "0.0.0.0", "INLET_CONSOLE_KEY", KEY)) {
      Posts.track(inlet, "a");

      var with = send(inlet, "GET", "/debug/events", "Authorization", "Bearer " + KEY);
      var without = inlet.get("/debug/events");
      var wrong = send(inlet, "GET", "/debug/events", "Authorization", "Bearer " + KEY + "1");
      var inUrl = inlet.get("/debug/events?key=" + KEY);

      assertThat(RunningInlet.json(with.body())).hasSize(1);
      assertThat(without.statusCode()).isEqualTo(401);
      assertThat(code(without)).isEqualTo("console-key");
      assertThat(without.headers().firstValue("WWW-Authenticate")).isPresent();
      assertThat(wrong.statusCode()).isEqualTo(401);
      assertThat(inUrl.statusCode()).isEqualTo(401);
      assertThat(inlet.get("/console").statusCode()).isEqualTo(401);
      assertThat(inlet.get("/console").body()).contains("<form");
    }
  }

  @Test
  void aLoginIsKeptInACookieThatNoScriptReadsAndNoOtherSiteSends() {
    try (var inlet = start("INLET_CONSOLE_KEY", KEY)) {
      var right = login(inlet, KEY);
      var cookie = right.headers().firstValue("Set-Cookie").orElse("");

      assertThat(right.statusCode()).isEqualTo(303);
      assertThat(right.headers().firstValue("Location")).hasValue("/console");
      assertThat(cookie)
          .containsIgnoringCase("HttpOnly")
          .contains("SameSite=Strict", "Path=/")
          .doesNotContain(KEY);
      var pass = cookie.substring(0, cookie.indexOf(';'));
      assertThat(send(inlet, "GET", "/debug/summary", "Cookie", pass).statusCode()).isEqualTo(200);
      assertThat(send(inlet, "GET", "/console", "Cookie", pass).statusCode()).isEqualTo(200);
      assertThat(send(inlet, "GET", "/debug/summary", "Cookie", pass + "x").statusCode())
          .isEqualTo(401);

      var wrong = login(inlet, "guess");
      assertThat(wrong.headers().firstValue("Location")).hasValue("/console#wrong");
      assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void aLoginWhereNoKeyIsNeededLeadsToThePage() {
    try (var inlet = start()) {
      var answer = login(inlet, "");

      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(answer.headers().firstValue("Location")).hasValue("/console");
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  private static HttpResponse<String> login(RunningInlet inlet, String key) {
    return inlet.send(
        HttpRequest.newBuilder(inlet.uri("/console/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("key=" + key))
            .build());
  }

  @Test
  void aPassEnds() {
    var now = Instant.parse("2026-11-21T00:00:00Z");
    var pass = new Pass(KEY, Clock.fixed(now, ZoneOffset.UTC)).issue();

    assertThat(countsAfter(pass, KEY, now, Duration.ofHours(11))).isTrue();
    assertThat(countsAfter(pass, KEY, now, Duration.ofHours(12))).isFalse();
    assertThat(countsAfter(pass, "another", now, Duration.ZERO)).isFalse();
    assertThat(countsAfter("9" + pass, KEY, now, Duration.ZERO)).isFalse();
    assertThat(countsAfter("", KEY, now, Duration.ZERO)).isFalse();
  }

  private static boolean countsAfter(String pass, String key, Instant now, Duration later) {
    return new Pass(key, Clock.fixed(now.plus(later), ZoneOffset.UTC)).counts(pass);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "localhost:8080, 200",
    "LOCALHOST, 200",
    "127.0.0.1:1, 200",
    "[::1]:8080, 200",
    "console.example.com, 200",
    "evil.example, 403",
    "localhost.evil.example, 403",
    "127.0.0.1.evil.example, 403",
    "10.0.0.1, 403",
  })
  void isAskedForByANameThatNoWebPageCanHave(String host, int status) {
    try (var inlet = start("INLET_CONSOLE_HOSTS", "other.example,Console.example.com")) {
      for (var path : new String[] {"/console", "/debug/events", "/console/console.js"}) {
        var head = "GET " + path + " HTTP/1.1\r\nConnection: close\r\nHost: " + host;

        assertThat(RawHttp.answer(inlet.port(), head + "\r\n\r\n"))
            .startsWith("HTTP/1.1 " + status + " ");
      }
    }
  }

  @Test
  void isOnThePortOfManagementWhenThereIsOne() throws IOException {
    int management;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      management = free.getLocalPort();
    }
    try (var inlet = start("INLET_MANAGEMENT_PORT", Integer.toString(management))) {
      Posts.track(inlet, "a");
      var onIt = inlet.send(HttpRequest.newBuilder(at(management, "/debug/events")).build());
      var beside = inlet.get("/debug/events");

      assertThat(RunningInlet.json(onIt.body())).hasSize(1);
      assertThat(
              inlet.send(HttpRequest.newBuilder(at(management, "/console")).build()).statusCode())
          .isEqualTo(200);
      assertThat(beside.statusCode()).isEqualTo(404);
      assertThat(beside.body()).contains("INLET_MANAGEMENT_PORT (inlet.management-port)");
      assertThat(inlet.get("/console").statusCode()).isEqualTo(404);
    }
  }

  private static URI at(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /debug/reset, Origin, http://evil.example, 403",
    "POST, /debug/reset, Origin, null, 403",
    "POST, /debug/reset, Sec-Fetch-Site, cross-site, 403",
    "POST, /debug/reset, Sec-Fetch-Site, same-site, 403",
    "POST, /console/login, Origin, http://evil.example, 403",
    "POST, /debug/reset, Sec-Fetch-Site, same-origin, 200",
    "GET, /debug/events, Sec-Fetch-Site, cross-site, 403",
    "GET, /debug/stream, Origin, http://evil.example, 403",
    "GET, /debug/events, Sec-Fetch-Site, none, 200",
  })
  void noOtherPageAsksForAnything(
      String method, String path, String header, String value, int status) {
    try (var inlet = start()) {
      var answer = send(inlet, method, path, header, value);

      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.headers().map())
          .doesNotContainKeys("access-control-allow-origin", "Access-Control-Allow-Origin");
    }
  }

  @Test
  void aLinkFromAnotherPageLeadsToIt() {
    try (var inlet = start()) {
      var answer =
          send(
              inlet,
              "GET",
              "/console",
              "Sec-Fetch-Site",
              "cross-site",
              "Sec-Fetch-Mode",
              "navigate");

      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void itsOwnPageMayAskForAnything() {
    try (var inlet = start()) {
      var own = "http://127.0.0.1:" + inlet.port();

      assertThat(send(inlet, "POST", "/debug/reset", "Origin", own).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/console", "/console/console.js", "/debug/summary", "/debug/nothing"})
  void tellsBrowsersToKeepNothingAndToReachNothingElse(String path) {
    try (var inlet = start()) {
      var headers = inlet.get(path).headers();

      assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
      assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
      assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .startsWith("default-src 'none';")
          .doesNotContain("unsafe", "http:", "https:");
    }
  }
}
