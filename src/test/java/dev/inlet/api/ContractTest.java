package dev.inlet.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.RunningInlet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each call answers, and what then lies in the lake: all of the accepted, nothing else. */
class ContractTest {
  private static final String EVENT =
      "{\"eventName\":\"e\",\"metadata\":{\"n\":1.50},\"timestampUTC\":1700000000}";

  private RunningInlet inlet;

  @BeforeEach
  void start(@TempDir Path data) {
    inlet = RunningInlet.start(data, Map.of());
  }

  @AfterEach
  void stop() {
    inlet.close();
  }

  private static String track(String... events) {
    return "{\"userId\":\"u1\",\"events\":[" + String.join(",", events) + "]}";
  }

  private HttpResponse<String> sent(byte[] body, String... headers) {
    var request =
        HttpRequest.newBuilder(inlet.uri("/track"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return inlet.send(request.build());
  }

  private static JsonNode problem(HttpResponse<String> response, int status, String code) {
    var body = RunningInlet.json(response.body());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(body.path("status").asInt()).isEqualTo(status);
    assertThat(body.path("code").asText()).isEqualTo(code);
    assertThat(body.path("message").asText()).isNotBlank();
    assertThat(body.path("title").asText()).isNotBlank();
    assertThat(body.path("detail").asText()).isNotBlank();
    assertThat(body.path("type").asText()).isNotBlank();
    assertThat(body.path("errors").isArray()).isTrue();
    return body;
  }

  private JsonNode onlyRejected() {
    assertThat(inlet.events()).isEmpty();
    assertThat(inlet.rejected()).hasSize(1);
    return inlet.rejected().get(0);
  }

  @Test
  void storesATrackedEventAsOneLine() {
    var answer = inlet.post("/track", track(EVENT));

    var requestId = RunningInlet.json(answer.body()).path("requestId").asText();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(answer.body())
        .isEqualTo("{\"requestId\":\"" + requestId + "\",\"accepted\":1,\"rejected\":[]}");
    assertThat(inlet.events())
        .singleElement()
        .asString()
        .matches(
            "\\{\"id\":\""
                + requestId
                + "-0\",\"type\":\"track\","
                + "\"receivedAt\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\","
                + "\"userId\":\"u1\",\"eventName\":\"e\",\"metadata\":\\{\"n\":1\\.50},"
                + "\"timestampUTC\":1700000000}");
  }

  @Test
  void givesRequestsTimeOrderedIds() {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      ids.add(RunningInlet.json(inlet.post("/track", track()).body()).path("requestId").asText());
    }

    assertThat(ids).allMatch(id -> id.matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab].{16}"));
    assertThat(ids.stream().map(id -> id.substring(0, 13))).isSorted();
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void storesAliasAndProfile() {
    inlet.post("/alias", "{\"newUserId\":\"ada@x\",\"originalUserId\":\"c1\",\"timestampUTC\":1}");
    inlet.post(
        "/profile",
        "{\"userId\":\"u\",\"attributes\":{\"a\":null},\"timestampUTC\":1700000000123}");

    assertThat(inlet.events())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("\"type\":\"alias\"")
                    .endsWith(
                        "\"newUserId\":\"ada@x\",\"originalUserId\":\"c1\",\"timestampUTC\":1}"),
            line ->
                assertThat(line)
                    .contains("\"type\":\"profile\"")
                    .endsWith(
                        "\"userId\":\"u\",\"attributes\":{\"a\":null},"
                            + "\"timestampUTC\":1700000000123}"));
  }

  @Test
  void takesTheValidEventsAndListsTheOthers() {
    var answer =
        inlet.post("/track", track(EVENT, "{\"eventName\":\"\"}", EVENT.replace("1.50", "2")));

    var body = RunningInlet.json(answer.body());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(body.path("accepted").asInt()).isEqualTo(2);
    assertThat(body.path("rejected")).hasSize(1);
    assertThat(body.path("rejected").path(0).path("index").asInt()).isEqualTo(1);
    assertThat(body.path("rejected").path(0).path("errors").findValuesAsText("pointer"))
        .contains("/events/1/eventName", "/events/1/metadata", "/events/1/timestampUTC");
    assertThat(inlet.events()).hasSize(2).noneMatch(line -> line.contains("\"eventName\":\"\""));
    assertThat(inlet.rejected()).hasSize(1);
    assertThat(inlet.rejected().get(0).path("body").asText())
        .isEqualTo("{\"userId\":\"u1\",\"events\":[{\"eventName\":\"\"}]}");
  }

  @Test
  void refusesABodyOfWhichNoEventIsValid() {
    problem(inlet.post("/track", track("{}", "1")), 400, "no-valid-event");

    assertThat(onlyRejected().path("body").asText()).isEqualTo(track("{}", "1"));
  }

  @Test
  void takesABodyWithoutEvents() {
    var answer = inlet.post("/track", track());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"accepted\":0");
    assertThat(inlet.events()).isEmpty();
    assertThat(inlet.rejected()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/track|''|not-json",
        "/track|[]|wrong-type",
        "/track|{} x|trailing-bytes",
        "/track|{'userId':'u'}|missing",
        "/track|{'userId':' ','events':[]}|blank",
        "/track|{'userId':'u','userId':'v','events':[]}|duplicate-name",
        "/alias|{'newUserId':'a','originalUserId':'b','timestampUTC':'12'}|wrong-type",
        "/alias|{'newUserId':'a','originalUserId':'b','timestampUTC':1.0}|wrong-type",
        "/alias|{'newUserId':'a','originalUserId':'b','timestampUTC':1e3}|wrong-type",
        "/alias|{'newUserId':'a','originalUserId':'b','timestampUTC':253402300800000}"
            + "|timestamp-out-of-range",
        "/alias|{'newUserId':'a','originalUserId':5,'timestampUTC':1}|wrong-type",
        "/profile|{'userId':'u','attributes':[],'timestampUTC':1}|wrong-type",
        "/profile|{'userId':'u','attributes':{'a':1e400},'timestampUTC':1}|number-out-of-range",
        "/profile|{'userId':'u','attributes':{'a':'\\ud800'},'timestampUTC':1}|lone-surrogate",
      })
  void answers400AndKeepsWhatItRefused(String path, String body, String code) {
    var json = body.replace('\'', '"');

    var problem = problem(inlet.post(path, json), 400, code);

    assertThat(problem.path("errors")).isNotEmpty();
    var rejected = onlyRejected();
    assertThat(rejected.path("type").asText()).isEqualTo("rejected");
    assertThat(rejected.path("path").asText()).isEqualTo(path);
    assertThat(rejected.path("body").asText()).isEqualTo(json);
    assertThat(rejected.path("errors")).isEqualTo(problem.path("errors"));
  }

  @Test
  void saysThatATimestampLooksLikeNanoseconds() {
    var body = "{\"userId\":\"u\",\"attributes\":{},\"timestampUTC\":1700000000000000000}";

    assertThat(problem(inlet.post("/profile", body), 400, "timestamp-out-of-range").toString())
        .contains("nanoseconds");
  }

  @Test
  void keepsBytesThatAreNotUtf8AsBase64() {
    problem(sent(new byte[] {'{', (byte) 0xFF}, "Content-Type", "text/plain"), 400, "not-utf8");

    assertThat(onlyRejected().path("bodyBase64").asText()).isEqualTo("e/8=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain;charset=UTF-8",
        "application/json; charset=utf-8",
        "APPLICATION/JSON",
        "application/json ; charset=\"utf-8\"",
        "text/plain",
      })
  void takesBothContentTypesHoweverTheyAreWritten(String type) {
    assertThat(sent(track(EVENT).getBytes(UTF_8), "Content-Type", type).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/xml", "application/jsonp", "json", "text/html", "", "text/plainly"})
  void answers415ToOtherContentTypesAndSaysWhatToSend(String type) {
    var problem =
        problem(sent(track(EVENT).getBytes(UTF_8), "Content-Type", type), 415, "content-type");

    assertThat(problem.path("message").asText()).contains("Content-Type: application/json");
    assertThat(onlyRejected().path("body").asText()).isEqualTo(track(EVENT));
  }

  @Test
  void answers415ToNoContentType() {
    problem(sent(track(EVENT).getBytes(UTF_8)), 415, "content-type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "gzip, gzip", "compress", "gzip;q=1"})
  void answers415ToOtherEncodings(String encoding) {
    problem(
        sent(
            track(EVENT).getBytes(UTF_8),
            "Content-Type",
            "application/json",
            "Content-Encoding",
            encoding),
        415,
        "content-encoding");
  }

  private static byte[] gzip(byte[]... members) {
    var bytes = new ByteArrayOutputStream();
    for (var member : members) {
      try (var gzip = new GZIPOutputStream(bytes)) {
        gzip.write(member);
      } catch (IOException impossible) {
        throw new AssertionError(impossible);
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] zlib(byte[] body) {
    var bytes = new ByteArrayOutputStream();
    try (var zlib = new DeflaterOutputStream(bytes, new Deflater(9, false))) {
      zlib.write(body);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return bytes.toByteArray();
  }

  private HttpResponse<String> encoded(String encoding, byte[] body) {
    return sent(body, "Content-Type", "application/json", "Content-Encoding", encoding);
  }

  @Test
  void unpacksGzipDeflateAndIdentity() {
    var body = track(EVENT).getBytes(UTF_8);
    var half = body.length / 2;
    var members = gzip(Arrays.copyOf(body, half), Arrays.copyOfRange(body, half, body.length));

    assertThat(
            List.of(
                encoded("gzip", gzip(body)).statusCode(),
                encoded("GZIP", gzip(body)).statusCode(),
                encoded("x-gzip", gzip(body)).statusCode(),
                encoded("gzip", members).statusCode(),
                encoded("deflate", zlib(body)).statusCode(),
                encoded("identity", body).statusCode()))
        .containsOnly(200);
    assertThat(inlet.events()).hasSize(6);
  }

  @Test
  void answers400ToABodyThatIsNotWhatItsEncodingSays() {
    var body = track(EVENT).getBytes(UTF_8);
    var gzip = gzip(body);
    var wrongSum = gzip.clone();
    wrongSum[gzip.length - 5] ^= 1;
    var trailing = Arrays.copyOf(gzip, gzip.length + 3);

    for (var broken :
        List.of(
            body,
            new byte[0],
            Arrays.copyOf(gzip, gzip.length - 1),
            Arrays.copyOf(gzip, 12),
            wrongSum,
            trailing,
            zlib(body))) {
      problem(encoded("gzip", broken), 400, "encoding-broken");
    }
    problem(encoded("deflate", body), 400, "encoding-broken");
    problem(encoded("deflate", gzip), 400, "encoding-broken");
    assertThat(inlet.events()).isEmpty();
    assertThat(inlet.rejected()).hasSize(9);
  }

  @Test
  void stopsAGzipBombAtTheLimit() {
    problem(encoded("gzip", gzip(new byte[200 << 20])), 413, "body-too-large");

    assertThat(onlyRejected().path("bodyComplete").asBoolean(true)).isFalse();
  }

  @Test
  void countsTheLimitAfterDecompression() {
    var random = new byte[700 << 10];
    new java.util.Random(1).nextBytes(random);
    var hex = java.util.HexFormat.of().formatHex(random);
    var fits = track(eventOf(hex.substring(0, 250 << 10)), eventOf(hex.substring(0, 250 << 10)));
    var large = fits + " ".repeat((1 << 20) + 1 - fits.length());

    assertThat(encoded("gzip", gzip(fits.getBytes(UTF_8))).statusCode()).isEqualTo(200);
    assertThat(inlet.post("/track", large.substring(0, 1 << 20)).statusCode()).isEqualTo(200);
    problem(inlet.post("/track", large), 413, "body-too-large");
    problem(encoded("gzip", gzip(large.getBytes(UTF_8))), 413, "body-too-large");
  }

  private static String eventOf(String text) {
    return "{\"eventName\":\"e\",\"metadata\":{\"t\":\"" + text + "\"},\"timestampUTC\":1}";
  }

  @Test
  void keepsOfALargeRefusedBodyItsHeadLengthAndHash() {
    var body = "x".repeat(300 << 10);

    problem(inlet.post("/track", body), 400, "not-json");

    var rejected = onlyRejected();
    assertThat(rejected.path("body").asText()).isEqualTo(body.substring(0, 64 << 10));
    assertThat(rejected.path("bodyBytes").asLong()).isEqualTo(300 << 10);
    assertThat(rejected.path("bodySha256").asText())
        .isEqualTo(Sha256.of(body.getBytes(UTF_8), body.length()));
  }

  @Test
  void keepsOfAnOversizedBodyItsHeadLengthAndHash() throws InterruptedException {
    var body = "y".repeat(3 << 20);

    problem(inlet.post("/track", body), 413, "body-too-large");

    Thread.sleep(200); // Its record is written when the rest has arrived, after the answer.
    var rejected = onlyRejected();
    assertThat(rejected.path("body").asText()).isEqualTo(body.substring(0, 64 << 10));
    assertThat(rejected.path("bodyBytes").asLong()).isEqualTo(3 << 20);
    assertThat(rejected.path("bodySha256").asText())
        .isEqualTo(Sha256.of(body.getBytes(UTF_8), body.length()));
  }

  @Test
  void answers413ToMoreThanFiveThousandEvents() {
    var small = "{\"eventName\":\"e\",\"metadata\":{},\"timestampUTC\":1}";
    var most = new String[5000];
    Arrays.fill(most, small);

    assertThat(inlet.post("/track", track(most)).body()).contains("\"accepted\":5000");
    problem(inlet.post("/track", track(String.join(",", most), small)), 413, "too-many-events");
    assertThat(inlet.events()).hasSize(5000);
  }

  @Test
  void answers413WhenLinesWouldGrowBeyondFourTimesTheBodyLimit() {
    var small = "{\"eventName\":\"e\",\"metadata\":{},\"timestampUTC\":1}";
    var events = new String[500];
    Arrays.fill(events, small);
    var body =
        "{\"userId\":\"u\",\"x\":\""
            + "x".repeat(100 << 10)
            + "\",\"events\":["
            + String.join(",", events)
            + "]}";

    problem(inlet.post("/track", body), 413, "lines-too-large");
    assertThat(inlet.events()).isEmpty();
  }

  @Test
  void derivesIdsFromAnIdempotencyKey() {
    inlet.post("/track", track(EVENT, EVENT), "Idempotency-Key", "order 7");

    assertThat(inlet.events())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("{\"id\":\"order 7-0\","),
            line -> assertThat(line).startsWith("{\"id\":\"order 7-1\","));
  }

  @Test
  void refusesAnUnusableIdempotencyKey() {
    problem(
        inlet.post("/track", track(EVENT), "Idempotency-Key", "k".repeat(257)),
        400,
        "idempotency-key");
    problem(
        inlet.post("/track", track(EVENT), "Idempotency-Key", "a", "Idempotency-Key", "b"),
        400,
        "idempotency-key");
  }

  @Test
  void storesNothingOfTheClientUnlessToldTo() {
    inlet.post("/track", track(EVENT), "User-Agent", "Marker/1.0");

    assertThat(inlet.events()).noneMatch(line -> line.contains("Marker"));
  }

  @Test
  void neverEchoesWhatWasSent() {
    var answer =
        inlet.post(
            "/track",
            "{\"userId\":\"s3cret\",\"events\":[{\"eventName\":5,\"metadata\":\"s3cret\","
                + "\"timestampUTC\":\"s3cret\"}]}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .doesNotContain("s3cret")
        .doesNotContain("java")
        .doesNotContain("dev.");
  }

  @Test
  void countsWhatItTookAndRefused() {
    inlet.post("/track", track(EVENT, "{}"));
    inlet.post("/track", "{");

    assertThat(inlet.get("/prometheus").body())
        .contains("inlet_events_acknowledged_total 1.0")
        .contains("inlet_events_received_total 2.0")
        .contains("inlet_requests_total 2.0")
        .contains("inlet_events_refused_total{code=\"missing\"} 1.0")
        .contains("inlet_requests_refused_total{code=\"not-json\"} 1.0")
        .contains("inlet_spool_lines_total{stream=\"events\"} 1.0")
        .contains("inlet_spool_lines_total{stream=\"rejected\"} 2.0");
  }
}
