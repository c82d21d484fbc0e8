package dev.inlet.generate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.inlet.RunningInlet;
import dev.inlet.delivery.directory.DirectoryObjects;
import dev.inlet.event.RecordSchema;
import dev.inlet.process.LakeFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class GenerateTest {
  private static final Instant UNTIL = Instant.parse("2026-11-21T00:00:00Z");
  private static final Plan PLAN = new Plan(200, 15, 1, UNTIL);

  private @TempDir Path folder;

  @Test
  void makesTheSameObjectsOfTheSamePlan() throws Exception {
    write("one", PLAN);
    write("two", PLAN);
    write("three", new Plan(200, 15, 2, UNTIL));

    assertThat(objects("two")).isEqualTo(objects("one")).isNotEmpty();
    assertThat(objects("three").keySet()).doesNotContainAnyElementsOf(objects("one").keySet());
  }

  @Test
  void writesRecordsAsTheServerDoes() throws Exception {
    write("lake", PLAN);

    for (var stream : List.of("events", "rejected")) {
      var lines = LakeFolder.linesBelow(folder.resolve("lake/raw").resolve(stream));
      assertThat(lines).isNotEmpty();
      assertThat(lines).allSatisfy(line -> assertThat(RecordSchema.errors(line)).isEmpty());
    }
  }

  @Test
  void laysRecordsIntoTheHourOfTheirReceipt() throws Exception {
    write("lake", PLAN);

    for (var object : objects("lake").keySet()) {
      var hour = object.replaceFirst(".*date=(.*)/hour=(..)/.*", "$1T$2");
      assertThat(object).contains("/67656e");
      assertThat(LakeFolder.linesBelow(folder.resolve("lake").resolve(object)))
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line).contains("\"receivedAt\":\"" + hour));
    }
  }

  @Test
  void makesAllThatRealDataHas() throws Exception {
    var report = write("lake", PLAN);
    var records = records("lake");

    assertThat(records)
        .extracting(each -> each.get("type").asText())
        .contains("track", "alias", "profile");
    assertThat(records)
        .extracting(each -> each.get("source").asText())
        .contains("web", "phone", "server");
    var ids = new HashSet<String>();
    assertThat(records)
        .as("duplicates")
        .anyMatch(each -> !ids.add(each.get("source").asText() + each.get("id").asText()));
    assertThat(records).as("late by a day").anyMatch(each -> delayMillis(each) > 86_400_000);
    assertThat(records)
        .as("seconds")
        .anyMatch(each -> each.get("timestampUTC").asLong() < 1L << 32);
    assertThat(report).contains("teammate_invited", "2.0 times as likely", "no effect");
  }

  @Test
  void postsToAServer() throws Exception {
    var plan = new Plan(20, 8, 1, UNTIL);
    write("lake", plan);
    try (var inlet = RunningInlet.start(folder.resolve("data"), Map.of("INLET_KEYS_WEB", "k"))) {
      assertThatThrownBy(() -> generate(plan).to(inlet.uri("/"), null, 1_000_000))
          .hasMessageContaining("--key");

      generate(plan).to(inlet.uri("/"), "k", 1_000_000);

      assertThat(inlet.events())
          .map(GenerateTest::said)
          .containsExactlyInAnyOrderElementsOf(
              LakeFolder.linesBelow(folder.resolve("lake/raw/events")).stream()
                  .map(GenerateTest::said)
                  .toList());
      assertThat(inlet.rejected())
          .hasSameSizeAs(LakeFolder.linesBelow(folder.resolve("lake/raw/rejected")));
    }
  }

  @Test
  void sendsAgainWhatIsToComeLater() throws Exception {
    var times = new ConcurrentHashMap<String, Integer>();
    var answers = new AtomicInteger();
    var busy =
        server(exchange -> {
          times.merge(new String(exchange.getRequestBody().readAllBytes(), UTF_8), 1, Integer::sum);
          int status =
              switch (answers.getAndIncrement()) {
                case 1 -> 503;
                case 2 -> 429;
                default -> 200;
              };
          exchange.getResponseHeaders().add("Retry-After", "0");
          answer(exchange, status);
        });
    try {
      generate(new Plan(1, 8, 1, UNTIL)).to(uri(busy), null, 1_000_000);

      assertThat(times.values().stream().mapToInt(each -> each).sum()).isEqualTo(times.size() + 2);
    } finally {
      busy.stop(0);
    }
  }

  @Test
  void saysThatNothingAnswers() throws Exception {
    var gone = server(exchange -> {});
    var uri = uri(gone);
    gone.stop(0);

    assertThatThrownBy(() -> generate(PLAN).to(uri, null, 1_000_000))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nothing answers at " + uri);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http:foo", "http://inlet_server:8080"})
  void saysThatNothingCanBePostedThere(String server) {
    assertThatThrownBy(
            () -> generate(new Plan(1, 8, 1, UNTIL)).to(URI.create(server), null, 1_000_000))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("can't post to " + server);
  }

  @Test
  void countsWhatWasNotGenerated() throws Exception {
    var lake = new DirectoryObjects(folder.resolve("lake"));
    write("lake", new Plan(3, 3, 1, UNTIL));
    assertThat(Generate.foreign(lake)).isZero();

    lake.write(
        "raw/events/date=2026-11-21/hour=00/x.json.gz", Files.createTempFile(folder, "", ""));

    assertThat(Generate.foreign(lake)).isEqualTo(1);
  }

  private static Generate generate(Plan plan) {
    return new Generate(plan, (share, events) -> {});
  }

  private String write(String lake, Plan plan) throws Exception {
    return generate(plan).into(new DirectoryObjects(folder.resolve(lake)));
  }

  /** The objects with their bytes. */
  private Map<String, String> objects(String lake) throws IOException {
    var objects = new TreeMap<String, String>();
    var all = new DirectoryObjects(folder.resolve(lake));
    for (var object : all.list("raw/")) {
      try (var in = all.read(object.key())) {
        objects.put(object.key(), new String(in.readAllBytes(), ISO_8859_1));
      }
    }
    return objects;
  }

  private List<JsonNode> records(String lake) {
    return LakeFolder.linesBelow(folder.resolve(lake).resolve("raw/events")).stream()
        .map(RunningInlet::json)
        .toList();
  }

  private static long delayMillis(JsonNode each) {
    long at = each.get("timestampUTC").asLong();
    long millis = at > 253402300799L ? at : at * 1000;
    return Instant.parse(each.get("receivedAt").asText()).toEpochMilli() - millis;
  }

  /** What a client said of it, without what the server adds. */
  private static String said(String line) {
    return line.replaceFirst("\"receivedAt\":\"[^\"]*\",\"source\":\"[^\"]*\",", "");
  }

  private static HttpServer server(HttpHandler handler) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", handler);
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    var body = "{\"accepted\":1,\"rejected\":[]}".getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static URI uri(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }
}
