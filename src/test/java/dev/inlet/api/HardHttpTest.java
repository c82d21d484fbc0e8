package dev.inlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.RunningInlet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP that breaks naive servers is answered right, and the next request works. */
class HardHttpTest {
  private static final String BODY =
      "{\"userId\":\"u\",\"events\":[{\"eventName\":\"e\",\"metadata\":{},\"timestampUTC\":1}]}";
  private static final String CHUNKED =
      head("POST /track HTTP/1.1", "Content-Type: application/json", "Transfer-Encoding: chunked");

  /** Of half a kilobyte each: more than the kernel keeps of them and of their answers. */
  private static final int REQUESTS_MAX = 100_000;

  private static RunningInlet inlet;

  @BeforeAll
  static void start(@TempDir Path data) {
    inlet = RunningInlet.start(data, Map.of("INLET_API_ARRIVAL_MAX", "1s"));
  }

  @AfterAll
  static void stop() {
    inlet.close();
  }

  @AfterEach
  void theNextRequestWorks() {
    assertThat(inlet.post("/track", BODY).statusCode()).isEqualTo(200);
  }

  private static String post(String path, String headers, String body) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        + headers
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  /** A head with a Host, each line ended as HTTP ends it. */
  private static String head(String... lines) {
    return String.join("\r\n", lines) + "\r\nHost: a\r\n\r\n";
  }

  private static String answer(String request) {
    return RawHttp.answer(inlet.port(), request);
  }

  private static String escaped(String text) {
    return text.replace("<CR>", "\r")
        .replace("<LF>", "\n")
        .replace("<TAB>", "\t")
        .replace("<NUL>", "\0")
        .replace("<BEL>", "\u0007")
        .replace("<DEL>", "\u007f")
        .replace("<HIGH>", "\u00ff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /health HTTP/1.1<CR><LF><CR><LF>",
        "GET /health HTTP/1.1<CR><LF>Host: a<CR><LF>Host: a<CR><LF><CR><LF>",
        "GET /health HTTP/1.1<CR><LF>Host: a, b<CR><LF><CR><LF>",
        "GET /health HTTP/1.1<CR><LF>Host: a b<CR><LF><CR><LF>",
        "GET /health HTTP/1.1<CR><LF>Host: a/b<CR><LF><CR><LF>",
        "GET /health HTTP/1.1<CR><LF>Host: a<CR><LF>X: 1<CR><LF> 2<CR><LF><CR><LF>",
        "GET /health HTTP/1.1<CR><LF>Host: a<CR><LF>X: 1<CR><LF><TAB>2<CR><LF><CR><LF>",
        "GET /health HTTP/1.1<CR><LF> X: 1<CR><LF>Host: a<CR><LF><CR><LF>",
        "GET /health HTTP/1.1<CR><LF>Host : a<CR><LF><CR><LF>",
        "GET /health HTTP/1.1<CR><LF>Host: a<CR><LF>: x<CR><LF><CR><LF>",
        "GET /health HTTP/1.1<CR><LF>Host: a<CR><LF>X<CR><LF><CR><LF>",
        "GET /health HTTP/1.1<CR><LF>Host: a<CR><LF>X: a<NUL>b<CR><LF><CR><LF>",
        "GET /health HTTP/1.1<CR><LF>Host: a<CR><LF>X: a<BEL>b<CR><LF><CR><LF>",
        "GET /health HTTP/1.1<CR><LF>Host: a<CR><LF>X: a<DEL>b<CR><LF><CR><LF>",
        "GET /health HTTP/1.1<CR><LF>Host: a<CR><LF>X: a<CR>b<CR><LF><CR><LF>",
        "GET /health HTTP/1.1<CR><LF>Host: a<LF><CR><LF>",
        "GET /health HTTP/1.1<LF>Host: a<LF><LF>",
        "GET /health HTTP/1.1<CR><LF>Host: a<CR><LF>X<HIGH>: a<CR><LF><CR><LF>",
        "GET  /health HTTP/1.1<CR><LF>Host: a<CR><LF><CR><LF>",
        "GET /health  HTTP/1.1<CR><LF>Host: a<CR><LF><CR><LF>",
        "GET /health HTTP/1.1 <CR><LF>Host: a<CR><LF><CR><LF>",
        "GET<TAB>/health HTTP/1.1<CR><LF>Host: a<CR><LF><CR><LF>",
        " GET /health HTTP/1.1<CR><LF>Host: a<CR><LF><CR><LF>",
        "<CR><LF><CR><LF><CR><LF>GET /health HTTP/1.1<CR><LF>Host: a<CR><LF><CR><LF>",
        "GET /health<CR><LF>Host: a<CR><LF><CR><LF>",
        "GET HTTP/1.1<CR><LF>Host: a<CR><LF><CR><LF>",
        "GET health HTTP/1.1<CR><LF>Host: a<CR><LF><CR><LF>",
        "GET /he<HIGH>lth HTTP/1.1<CR><LF>Host: a<CR><LF><CR><LF>",
        "G[T /health HTTP/1.1<CR><LF>Host: a<CR><LF><CR><LF>",
        "GET /health http/1.1<CR><LF>Host: a<CR><LF><CR><LF>",
        "GET /health HTTP/1.1.1<CR><LF>Host: a<CR><LF><CR><LF>",
        "GET /health HTTP/11<CR><LF>Host: a<CR><LF><CR><LF>",
        "GET /health HTTQ/1.1<CR><LF>Host: a<CR><LF><CR><LF>",
        "nonsense<CR><LF><CR><LF>",
        "<NUL><NUL><NUL><NUL>",
        "POST /track HTTP/1.1<CR><LF>Host: a<CR><LF>Content-Length: +2<CR><LF><CR><LF>{}",
        "POST /track HTTP/1.1<CR><LF>Host: a<CR><LF>Content-Length: -2<CR><LF><CR><LF>{}",
        "POST /track HTTP/1.1<CR><LF>Host: a<CR><LF>Content-Length: 2, 2<CR><LF><CR><LF>{}",
        "POST /track HTTP/1.1<CR><LF>Host: a<CR><LF>Content-Length: 0x2<CR><LF><CR><LF>{}",
        "POST /track HTTP/1.1<CR><LF>Host: a<CR><LF>Content-Length: 2 2<CR><LF><CR><LF>{}",
        "POST /track HTTP/1.1<CR><LF>Host: a<CR><LF>Content-Length:<CR><LF><CR><LF>",
        "POST /track HTTP/1.1<CR><LF>Host: a<CR><LF>Content-Length: 99999999999999999999"
            + "<CR><LF><CR><LF>{}",
        "POST /track HTTP/1.1<CR><LF>Host: a<CR><LF>Content-Length: 2<CR><LF>"
            + "Content-Length: 2<CR><LF><CR><LF>{}",
        "POST /track HTTP/1.1<CR><LF>Host: a<CR><LF>Content-Length: 2<CR><LF>"
            + "Content-Length: 3<CR><LF><CR><LF>{}",
        "POST /track HTTP/1.1<CR><LF>Host: a<CR><LF>Transfer-Encoding: xchunked<CR><LF><CR><LF>"
            + "0<CR><LF><CR><LF>",
        "POST /track HTTP/1.1<CR><LF>Host: a<CR><LF>Transfer-Encoding: gzip, chunked<CR><LF>"
            + "<CR><LF>0<CR><LF><CR><LF>",
        "POST /track HTTP/1.1<CR><LF>Host: a<CR><LF>Transfer-Encoding: chunked<CR><LF>"
            + "Transfer-Encoding: chunked<CR><LF><CR><LF>0<CR><LF><CR><LF>",
        "POST /track HTTP/1.1<CR><LF>Host: a<CR><LF>Transfer-Encoding: chunked<CR><LF>"
            + "Content-Length: 5<CR><LF><CR><LF>0<CR><LF><CR><LF>",
        "POST /track HTTP/1.0<CR><LF>Host: a<CR><LF>Transfer-Encoding: chunked<CR><LF><CR><LF>"
            + "0<CR><LF><CR><LF>",
      })
  void answers400AndClosesOnMalformedHeads(String request) {
    assertThat(answer(escaped(request)))
        .startsWith("HTTP/1.1 400 ")
        .containsIgnoringCase("application/problem+json")
        .contains("\"code\"")
        .endsWith("<closed>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/2.0", "HTTP/0.9", "HTTP/1.2", "HTTP/3.0", "HTTP/9.9"})
  void answers505AndClosesOnUnknownVersions(String version) {
    assertThat(answer("GET /health " + version + "\r\nHost: a\r\n\r\n"))
        .startsWith("HTTP/1.1 505 ")
        .endsWith("<closed>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\r\n",
        "-2\r\n{}\r\n0\r\n\r\n",
        "+2\r\n{}\r\n0\r\n\r\n",
        "0x2\r\n{}\r\n0\r\n\r\n",
        " 2\r\n{}\r\n0\r\n\r\n",
        "2 \r\n{}\r\n0\r\n\r\n",
        "2 2\r\n{}\r\n0\r\n\r\n",
        "2\n{}\r\n0\r\n\r\n",
        "2\r\n{}0\r\n\r\n",
        "2\r\n{}x\r\n0\r\n\r\n",
        "\r\n{}\r\n0\r\n\r\n",
        ";x=1\r\n{}\r\n0\r\n\r\n",
        "2;x=\u0000\r\n{}\r\n0\r\n\r\n",
        "2;x=1\n\r\n{}\r\n0\r\n\r\n",
        "FFFFFFFF\r\n{}",
        "100000000\r\n{}",
        "2\r\n{}\r\n0\r\nX: 1\r\n 2\r\n\r\n",
        "2\r\n{}\r\n0\r\nX: a\u0001\r\n\r\n",
        "2\r\n{}\r\n0\r\nno colon\r\n\r\n",
      })
  void answers400AndClosesOnMalformedChunks(String body) {
    assertThat(answer(CHUNKED + body)).startsWith("HTTP/1.1 400 ").endsWith("<closed>");
  }

  @ParameterizedTest
  @CsvSource({"1", "7", "4096"})
  void takesChunksOfAnySizeWithExtensionsAndTrailers(int size) {
    var request = new StringBuilder(CHUNKED);
    for (int i = 0; i < BODY.length(); i += size) {
      var chunk = BODY.substring(i, Math.min(BODY.length(), i + size));
      request
          .append(Integer.toHexString(chunk.length()).toUpperCase(java.util.Locale.ROOT))
          .append(";a=b;c=\"d\"\r\n")
          .append(chunk)
          .append("\r\n");
    }
    request.append("0\r\nX-Checksum: 1\r\n\r\n");

    assertThat(answer(request.toString())).startsWith("HTTP/1.1 200 ").contains("\"accepted\":1");
  }

  @Test
  void takesRequestsByteForByte() {
    try (var http = new RawHttp(inlet.port())) {
      for (var part : post("/track", "", BODY).toCharArray()) {
        http.send(String.valueOf(part));
      }
      assertThat(http.read(Duration.ofSeconds(1))).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void answers431ToNineKilobytesOfHeaders() {
    assertThat(answer("GET /health HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(9 << 10) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ")
        .endsWith("<closed>");
  }

  @Test
  void answers414ToAFiveKilobyteUri() {
    assertThat(answer("GET /" + "x".repeat(5 << 10) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
        .startsWith("HTTP/1.1 414 ")
        .endsWith("<closed>");
  }

  @Test
  void takesHeadersJustBelowTheLimit() {
    assertThat(answer(post("/track", "X: " + "x".repeat(7 << 10) + "\r\n", BODY)))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void answersPipelinedRequestsInOrderAcrossRoutes() {
    var answers =
        answer(
            post("/track", "", BODY)
                + "GET /health/liveness HTTP/1.1\r\nHost: a\r\n\r\n"
                + post("/alias", "", "{}")
                + post("/nowhere", "", BODY)
                + post("/track", "", BODY)
                + "GET /track HTTP/1.1\r\nHost: a\r\n\r\n"
                + post("/profile", "", "{\"userId\":\"u\",\"attributes\":{},\"timestampUTC\":1}"));

    assertThat(statuses(answers)).isEqualTo("200 200 400 404 200 405 200");
  }

  @Test
  void answersManyPipelinedRequests() {
    assertThat(statuses(answer(post("/track", "", BODY).repeat(300))))
        .isEqualTo("200 ".repeat(300).strip());
  }

  private static String statuses(String answers) {
    return java.util.regex.Pattern.compile("HTTP/1\\.1 (\\d+) ")
        .matcher(answers)
        .results()
        .map(found -> found.group(1))
        .collect(java.util.stream.Collectors.joining(" "));
  }

  @Test
  void saysContinueBeforeTheBodyIsSent() {
    try (var http = new RawHttp(inlet.port())) {
      http.send(
          head(
              "POST /track HTTP/1.1",
              "Content-Type: application/json",
              "Expect: 100-continue",
              "Content-Length: " + BODY.length()));
      assertThat(http.read(Duration.ofMillis(300))).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      http.send(BODY);
      assertThat(http.read(Duration.ofMillis(500))).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void saysNoContinueToHttp10() {
    assertThat(answer(post("/track", "Expect: 100-continue\r\n", BODY).replace("1.1", "1.0")))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void refusesABodyThatIsAnnouncedTooLargeBeforeItIsSent() {
    assertThat(
            answer(
                head(
                    "POST /track HTTP/1.1",
                    "Content-Type: application/json",
                    "Expect: 100-continue",
                    "Content-Length: 20000000")))
        .startsWith("HTTP/1.1 413 ")
        .endsWith("<closed>");
  }

  @Test
  void answers417ToAnotherExpectation() {
    assertThat(answer(post("/track", "Expect: a-miracle\r\n", BODY))).startsWith("HTTP/1.1 417 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "TRACE"})
  void answers405WithAllowOnAPostRoute(String method) {
    var answer = answer(method + " /track HTTP/1.1\r\nHost: a\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 405 ").containsIgnoringCase("allow: POST, OPTIONS");
    if (method.equals("HEAD")) {
      assertThat(answer).endsWith("\r\n\r\n");
    }
  }

  @Test
  void answersHeadWithoutABody() {
    var answer = answer("HEAD /health HTTP/1.1\r\nHost: a\r\n\r\n");

    assertThat(answer.replace("<closed>", "")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
  }

  @Test
  void answers408ToSlowHeadersAndCloses() {
    try (var http = new RawHttp(inlet.port())) {
      http.send("POST /track HTTP/1.1\r\nHost: a\r\nX-Slow: ");
      assertThat(http.read(Duration.ofSeconds(5))).startsWith("HTTP/1.1 408 ").endsWith("<closed>");
    }
  }

  @Test
  void answers408ToASlowBodyAndCloses() {
    try (var http = new RawHttp(inlet.port())) {
      http.send("POST /track HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{");
      assertThat(http.read(Duration.ofSeconds(5))).startsWith("HTTP/1.1 408 ").endsWith("<closed>");
    }
  }

  @Test
  void answers408ToASlowBodyOfAnotherRouteAndCloses() {
    try (var http = new RawHttp(inlet.port())) {
      http.send("POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{");
      assertThat(http.read(Duration.ofSeconds(5))).endsWith("<closed>");
    }
  }

  @Test
  void trickledBytesDoNotBuyTime() throws InterruptedException {
    try (var http = new RawHttp(inlet.port())) {
      http.send("POST /track HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n");
      for (int i = 0; i < 20; i++) {
        http.send(" ");
        Thread.sleep(100);
      }
      assertThat(http.read(Duration.ofSeconds(5))).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void anIdleConnectionIsNotTooSlow() throws InterruptedException {
    try (var http = new RawHttp(inlet.port())) {
      http.send(post("/track", "", BODY));
      assertThat(http.read(Duration.ofMillis(1500))).startsWith("HTTP/1.1 200 ");
      http.send(post("/track", "", BODY));
      assertThat(http.read(Duration.ofMillis(500))).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void elevenMegabytesGetAReadable413() {
    var answer = inlet.post("/track", "x".repeat(11 << 20));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("body-too-large");
  }

  @Test
  void elevenMegabytesInChunksGetAReadable413() {
    var chunk = "10000\r\n" + "x".repeat(1 << 16) + "\r\n";

    assertThat(answer(CHUNKED + chunk.repeat(176) + "0\r\n\r\n")).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void answersAClientThatHasEndedItsOutput() {
    try (var http = new RawHttp(inlet.port())) {
      http.send(post("/track", "", BODY) + post("/track", "", BODY)).endOutput();
      assertThat(statuses(http.read(Duration.ofSeconds(1)))).isEqualTo("200 200");
    }
  }

  @Test
  void closesWhenTheClientAsksForIt() {
    assertThat(answer(post("/track", "Connection: close\r\n", BODY)))
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("connection: close")
        .endsWith("<closed>");
  }

  @Test
  void speaksHttp10() {
    assertThat(
            answer(
                "POST /track HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: "
                    + BODY.length()
                    + "\r\n\r\n"
                    + BODY))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("<closed>");
  }

  @Test
  void keepsAnHttp10ConnectionThatAsksForIt() {
    assertThat(
            answer(
                "POST /track HTTP/1.0\r\nConnection: keep-alive\r\n"
                    + "Content-Type: application/json\r\nContent-Length: "
                    + BODY.length()
                    + "\r\n\r\n"
                    + BODY))
        .containsIgnoringCase("connection: keep-alive")
        .doesNotEndWith("<closed>");
  }

  @Test
  void takesTheAbsoluteFormOfATarget() {
    assertThat(answer(post("http://a:80/track", "", BODY))).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void takesOneEmptyLineBeforeARequest() {
    assertThat(answer("\r\n" + post("/track", "", BODY))).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void answersAMalformedRequestAfterAHeadWithABody() {
    assertThat(answer("HEAD /track HTTP/1.1\r\nHost: a\r\n\r\nnonsense\r\n\r\n"))
        .contains("HTTP/1.1 400 ")
        .endsWith("}<closed>");
  }

  /** To close at once what still sends would destroy the answer, on some systems. */
  @Test
  void takesWhatComesAfterTheLastAnswerForAWhile() throws InterruptedException {
    var next = post("/track", "", BODY);
    try (var http = new RawHttp(inlet.port())) {
      http.send(post("/track", "Connection: close\r\n", BODY) + next);
      assertThat(http.read(Duration.ofSeconds(1))).endsWith("}<closed>");
      for (int i = 0; i < 3; i++) {
        http.send(next);
        Thread.sleep(100);
      }
      assertThat(http.read(Duration.ofSeconds(1))).isEqualTo("<closed>");
    }
  }

  @Test
  void takesNoMoreRequestsOfWhoTakesNoAnswers() throws Exception {
    var request = head("GET /track HTTP/1.1", "X: " + "x".repeat(400));
    try (var http = new RawHttp(inlet.port())) {
      int sent = http.sendUntilNoMoreIsTaken(request, REQUESTS_MAX);

      assertThat(sent).isLessThan(REQUESTS_MAX);
      assertThat(http.read(Duration.ofSeconds(2)).split("HTTP/1.1 405 ", -1)).hasSize(sent + 1);
    }
  }

  @Test
  void answersAFirstRequestAndThenTheMalformedSecond() {
    assertThat(statuses(answer(post("/track", "", BODY) + "nonsense\r\n\r\n")))
        .isEqualTo("200 400");
  }
}
