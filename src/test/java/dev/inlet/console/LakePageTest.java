package dev.inlet.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.RunningInlet;
import dev.inlet.api.RawHttp;
import dev.inlet.process.InletProcess;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may ask, what is answered by a process of its own, and what becomes of that one. */
class LakePageTest {
  private static final String KEY = "open-sesame-9471";
  private static final String LONG =
      "select count(*) from range(10000000) a, range(10000000) b where a <> b";
  private static final Duration SOON = Duration.ofMinutes(2);

  private static @TempDir Path data;

  private @TempDir Path empty;

  @BeforeAll
  static void makeTables() {
    SampleLake.generate(data, 20);
    SampleLake.build(data);
  }

  private static RunningInlet start(String... settings) {
    return start(data, settings);
  }

  private static RunningInlet start(Path data, String... settings) {
    var environment = new HashMap<String, String>();
    for (int i = 0; i < settings.length; i += 2) {
      environment.put(settings[i], settings[i + 1]);
    }
    return RunningInlet.start(data, environment);
  }

  private static HttpResponse<String> ask(RunningInlet inlet, String sql, String... headers) {
    var request =
        HttpRequest.newBuilder(inlet.uri("/console/lake/query"))
            .header("Content-Type", "application/sql")
            .POST(BodyPublishers.ofString(sql));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return inlet.send(request.build());
  }

  private static String code(HttpResponse<String> answer) {
    return RunningInlet.json(answer.body()).path("code").asText();
  }

  /** The processes that this one has beside it to answer; it starts no other Java. */
  private static List<ProcessHandle> answering() {
    return ProcessHandle.current()
        .children()
        .filter(process -> process.info().command().orElse("").endsWith("/java"))
        .toList();
  }

  private static Duration used(ProcessHandle process) {
    return process.info().totalCpuDuration().orElseThrow();
  }

  @Test
  void answersFromTheTables() {
    try (var inlet = start()) {
      var answer = ask(inlet, "select count(*) > 0 as isthere, 'é' as text from processed.events");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
      assertThat(RunningInlet.json(answer.body()).path("rows").toString())
          .isEqualTo("[[\"true\",\"é\"]]");
    }
  }

  @Test
  void saysInWordsAndByItsPlaceWhatIsWrong() {
    try (var inlet = start()) {
      var answer = ask(inlet, "select 'é',\n  nothing from processed.events");

      assertThat(answer.statusCode()).isEqualTo(400);
      var problem = RunningInlet.json(answer.body());
      assertThat(problem.path("detail").asText()).contains("\"nothing\"");
      assertThat(problem.path("line").asInt()).isEqualTo(2);
      assertThat(problem.path("column").asInt()).isEqualTo(3);
      assertThat(problem.path("position").asInt()).isEqualTo(14);
      assertThat(code(ask(inlet, "x".repeat(70_000)))).isEqualTo("query-too-long");
    }
  }

  @Test
  void hasNoTablesBeforeTheFirstBuildAndStartsNothingForThem() {
    try (var inlet = start(empty)) {
      var answer = ask(inlet, "select 1");

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(code(answer)).isEqualTo("no-tables");
      InletProcess.await("none is there of another test", SOON, () -> answering().isEmpty());
      assertThat(RunningInlet.json(inlet.get("/console/lake/state").body()).path("hasTables"))
          .hasToString("false");
    }
  }

  @Test
  void theShortAddressLeadsToThePage() {
    try (var inlet = start(empty)) {
      var answer = inlet.get("/lake");

      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(answer.headers().firstValue("Location")).hasValue("/console/lake");
      assertThat(inlet.get("/console/lake").body()).contains("<title>Inlet lake</title>");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.example, 403",
    "Origin, null, 403",
    "Sec-Fetch-Site, cross-site, 403",
    "Sec-Fetch-Site, same-site, 403",
    "Sec-Fetch-Site, same-origin, 404",
  })
  void noOtherPageAsks(String header, String value, int status) {
    try (var inlet = start(empty)) {
      var answer = ask(inlet, "select 1", header, value);

      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
    }
  }

  /** What a form, or a script without a preflight, can send from anywhere. */
  @ParameterizedTest
  @CsvSource({"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "''"})
  void aQueryHasATypeThatNoPageCanSendUnasked(String type) {
    try (var inlet = start(empty)) {
      var request =
          HttpRequest.newBuilder(inlet.uri("/console/lake/query"))
              .POST(BodyPublishers.ofString("select 1"));
      if (!type.isEmpty()) {
        request.header("Content-Type", type);
      }

      assertThat(inlet.send(request.build()).statusCode()).isEqualTo(415);
    }
  }

  @Test
  void noPreflightOfAnotherOriginIsGranted() {
    try (var inlet = start(empty)) {
      var answer =
          inlet.send(
              HttpRequest.newBuilder(inlet.uri("/console/lake/query"))
                  .method("OPTIONS", BodyPublishers.noBody())
                  .headers(
                      "Origin", "http://evil.example",
                      "Access-Control-Request-Method", "POST",
                      "Access-Control-Request-Headers", "content-type")
                  .build());

      assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
      assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
    }
  }

  @ParameterizedTest
  @CsvSource({"evil.example, 403", "localhost, 200"})
  void isAskedForByANameThatNoWebPageCanHave(String host, int status) {
    try (var inlet = start(empty)) {
      for (var path : List.of("/console/lake", "/console/lake/state", "/console/lake/tables")) {
        var head = "GET " + path + " HTTP/1.1\r\nConnection: close\r\nHost: " + host;
        assertThat(RawHttp.answer(inlet.port(), head + "\r\n\r\n"))
            .startsWith("HTTP/1.1 " + status + " ");
      }
      assertThat(
              RawHttp.answer(
                  inlet.port(),
                  "GET /lake HTTP/1.1\r\nConnection: close\r\nHost: " + host + "\r\n\r\n"))
          .startsWith("HTTP/1.1 " + (status == 200 ? 303 : status) + " ");
    }
  }

  @Test
  void isForThoseAloneWhoHaveTheKey() {
    try (var inlet = start("INLET_HOST", "0.0.0.0", "INLET_CONSOLE_KEY", KEY)) {
      assertThat(inlet.get("/console/lake").statusCode()).isEqualTo(401);
      assertThat(inlet.get("/console/lake").body()).contains("<form");
      assertThat(inlet.get("/console/lake/state").statusCode()).isEqualTo(401);
      assertThat(inlet.get("/console/lake/tables").statusCode()).isEqualTo(401);
      assertThat(ask(inlet, "select 1").statusCode()).isEqualTo(401);
      assertThat(ask(inlet, "select 1", "Authorization", "Bearer " + KEY).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void isOffWhereOthersCanReachItAndThereIsNoKey() {
    try (var inlet = start(empty, "INLET_HOST", "0.0.0.0")) {
      for (var path : List.of("/lake", "/console/lake", "/console/lake/state")) {
        assertThat(inlet.get(path).statusCode()).isEqualTo(404);
        assertThat(code(inlet.get(path))).isEqualTo("console-off");
      }
      assertThat(code(ask(inlet, "select 1"))).isEqualTo("console-off");
    }
  }

  @Test
  void endsAQueryInTimeAndAnswersOthersMeanwhile() {
    try (var inlet = start("INLET_CONSOLE_QUERY_MAX", "3s")) {
      ask(inlet, "select 1");
      var late = CompletableFuture.supplyAsync(() -> ask(inlet, LONG));
      InletProcess.await("it is asked", SOON, () -> !answering().isEmpty());

      assertThat(ask(inlet, "select 2").statusCode()).isEqualTo(200);
      assertThat(late.join().statusCode()).isEqualTo(422);
      assertThat(late.join().body()).contains("ended after 3 s", "INLET_CONSOLE_QUERY_MAX");
    }
  }

  /** As if the engine had crashed. */
  @Test
  void takesEventsAndAnswersTheNextWhenTheProcessThatAnswersIsKilled() {
    try (var inlet = start("INLET_CONSOLE_QUERY_MAX", "10m")) {
      assertThat(ask(inlet, "select 1").statusCode()).isEqualTo(200);
      InletProcess.await("one answers", SOON, () -> answering().size() == 1);
      var answering = answering().getFirst();
      var before = used(answering);
      var asked = CompletableFuture.supplyAsync(() -> ask(inlet, LONG));
      InletProcess.await(
          "it is at work", SOON, () -> used(answering).minus(before).toMillis() > 100);

      answering.destroyForcibly();

      assertThat(asked.join().statusCode()).isEqualTo(500);
      assertThat(asked.join().body()).contains("query-failed", "more memory than it may");
      assertThat(inlet.post("/track", Posts.track("signup")).statusCode()).isEqualTo(200);
      assertThat(ask(inlet, "select 1").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatTakesAllOfItsMemoryEndsItAlone() {
    try (var inlet = start()) {
      var answer = ask(inlet, "select list(i) from range(200000000) t(i)");

      assertThat(answer.statusCode()).isIn(400, 422, 500);
      assertThat(inlet.post("/track", Posts.track("signup")).statusCode()).isEqualTo(200);
      assertThat(ask(inlet, "select 1").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void leavesNoProcessBehindAndNoMoreFilesEachTime() throws IOException {
    int first = filesAfterAQuery();
    InletProcess.await("they have ended", SOON, () -> answering().isEmpty());

    assertThat(filesAfterAQuery()).isEqualTo(first);
  }

  private static int filesAfterAQuery() throws IOException {
    try (var inlet = start()) {
      ask(inlet, "select 1");
      try (var files = Files.walk(data.resolve("lake/warehouse/.answering"))) {
        return (int) files.count();
      }
    }
  }

  @Test
  void saysWhatTheTablesAre() {
    try (var inlet = start()) {
      var tables = RunningInlet.json(inlet.get("/console/lake/tables").body());
      var state = RunningInlet.json(inlet.get("/console/lake/state").body());

      assertThat(tables.path("processed.events").path("occurred_at").asText())
          .isEqualTo("timestamp");
      assertThat(tables.path("aggregated.retention").size()).isEqualTo(4);
      assertThat(state.path("hasTables").asBoolean()).isTrue();
      assertThat(state.path("hasRaw").asBoolean()).isTrue();
      assertThat(state.path("changedAt").asText()).isNotEmpty();
      assertThat(state.path("everySeconds").asInt()).isEqualTo(60);
    }
  }

  @Test
  void theQueriesOfTheChartsAreAnswered() throws Exception {
    var script = Files.readString(Path.of("src/main/resources/dev/inlet/console/queries.js"));
    var queries =
        Pattern.compile("`([^`]+)`")
            .matcher(script)
            .results()
            .map(found -> found.group(1))
            .toList();
    try (var inlet = start()) {
      assertThat(queries).hasSizeGreaterThan(10);
      for (var sql : queries) {
        assertThat(ask(inlet, sql))
            .as(sql)
            .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(200));
      }
    }
  }
}
