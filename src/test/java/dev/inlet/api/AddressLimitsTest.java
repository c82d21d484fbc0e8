package dev.inlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.RunningInlet;
import dev.inlet.process.InletProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one client address may have of the server. */
class AddressLimitsTest {
  private static final Duration SHORTLY = Duration.ofMillis(300);
  private static final String BODY =
      "{\"userId\":\"u\",\"events\":[{\"eventName\":\"e\",\"metadata\":{},\"timestampUTC\":1}]}";
  private static final String TRUSTED = "INLET_PROXY_TRUSTED";
  private static final String CONNECTIONS = "INLET_ADDRESS_CONNECTIONS_MAX";
  private static final String BYTES = "INLET_ADDRESS_BYTES_IN_FLIGHT_MAX";

  @TempDir private Path data;

  private static String head(int length, String... headers) {
    return "POST /track HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: "
        + length
        + "\r\n"
        + String.join("", headers)
        + "\r\n";
  }

  private static String track(String... headers) {
    return head(BODY.length(), headers) + BODY;
  }

  private static String forwarded(String client) {
    return "X-Forwarded-For: " + client + "\r\n";
  }

  private static String large() {
    return BODY.replace("{}", "{\"a\":\"" + "x".repeat(100_000) + "\"}");
  }

  private static void awaitTaken(RunningInlet inlet) {
    InletProcess.await(
        "there is room again",
        Duration.ofSeconds(10),
        () -> RawHttp.answer(inlet.port(), track()).startsWith("HTTP/1.1 200"));
  }

  @Test
  void oneConnectionTooManyIsAnswered429AndClosed() {
    try (var inlet = RunningInlet.start(data, Map.of(CONNECTIONS, "2"));
        var first = new RawHttp(inlet.port());
        var second = new RawHttp(inlet.port())) {
      assertThat(first.send(track()).read(SHORTLY)).startsWith("HTTP/1.1 200");
      assertThat(second.send(track()).read(SHORTLY)).startsWith("HTTP/1.1 200");
      assertThat(RawHttp.answer(inlet.port(), track()))
          .startsWith("HTTP/1.1 429")
          .containsIgnoringCase("retry-after: 1\r\n")
          .contains("\"too-many-connections\"")
          .endsWith("<closed>");
      assertThat(first.send(track()).read(SHORTLY)).startsWith("HTTP/1.1 200");

      second.close();

      awaitTaken(inlet);
      assertThat(inlet.events()).hasSize(4);
    }
  }

  @Test
  void healthIsToldToOneConnectionTooManyAllTheSame() {
    try (var inlet = RunningInlet.start(data, Map.of(CONNECTIONS, "1"));
        var first = new RawHttp(inlet.port())) {
      first.send(track()).read(SHORTLY);

      assertThat(RawHttp.answer(inlet.port(), "GET /health/readiness HTTP/1.1\r\nHost: h\r\n\r\n"))
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void twiceAsManyConnectionsAreClosedAtOnceAndCounted() {
    try (var inlet = RunningInlet.start(data, Map.of(CONNECTIONS, "2"));
        var first = new RawHttp(inlet.port());
        var second = new RawHttp(inlet.port());
        var third = new RawHttp(inlet.port());
        var fourth = new RawHttp(inlet.port())) {
      for (var http : new RawHttp[] {first, second, third, fourth}) {
        http.send("GET /health/liveness HTTP/1.1\r\nHost: h\r\n\r\n").read(SHORTLY);
      }
      try (var fifth = new RawHttp(inlet.port())) {
        assertThat(fifth.read(SHORTLY)).isIn("<closed>", "<broken>");
      }
      assertThat(
              first
                  .send("GET /prometheus HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                  .read(Duration.ofSeconds(1)))
          .contains("inlet_connections_refused_total 1.0");
    }
  }

  @Test
  void moreBytesThanOneAddressMayHaveInFlightAreAnswered429() {
    try (var inlet = RunningInlet.start(data, Map.of(BYTES, "100000"));
        var slow = new RawHttp(inlet.port())) {
      var body = large();
      slow.send(head(body.length()) + body.substring(0, 99_990)).read(SHORTLY);

      assertThat(RawHttp.answer(inlet.port(), track()))
          .startsWith("HTTP/1.1 429")
          .containsIgnoringCase("retry-after: 1\r\n")
          .contains("\"too-much-in-flight\"");

      assertThat(slow.send(body.substring(99_990)).read(SHORTLY)).startsWith("HTTP/1.1 200");
      assertThat(RawHttp.answer(inlet.port(), track())).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void whoGoesAwayInTheMiddleLeavesNothingBehind() {
    try (var inlet = RunningInlet.start(data, Map.of(BYTES, "100000", CONNECTIONS, "2"))) {
      try (var slow = new RawHttp(inlet.port())) {
        slow.send(head(200_000) + "x".repeat(99_990)).read(SHORTLY);
      }

      awaitTaken(inlet);
    }
  }

  @Test
  void clientsOfATrustedProxyCountEachForItself() {
    try (var inlet =
            RunningInlet.start(
                data,
                Map.of(TRUSTED, "127.0.0.0/8", CONNECTIONS, "1", "INLET_RECORD_CLIENT", "ip"));
        var slow = new RawHttp(inlet.port());
        var other = new RawHttp(inlet.port())) {
      slow.send(head(BODY.length(), forwarded("203.0.113.1"))).read(SHORTLY);

      assertThat(other.send(track(forwarded("203.0.113.1"))).read(SHORTLY))
          .startsWith("HTTP/1.1 429")
          .doesNotContain("<closed>");
      assertThat(other.send(track(forwarded("198.51.100.1, 203.0.113.2"))).read(SHORTLY))
          .startsWith("HTTP/1.1 200");
      assertThat(slow.send(BODY).read(SHORTLY)).startsWith("HTTP/1.1 200");
      assertThat(other.send(track(forwarded("203.0.113.1"))).read(SHORTLY))
          .startsWith("HTTP/1.1 200");

      assertThat(inlet.events())
          .extracting(line -> RunningInlet.json(line).at("/client/ip").asText())
          .containsExactlyInAnyOrder("203.0.113.2", "203.0.113.1", "203.0.113.1");
    }
  }

  @Test
  void nobodyElseIsBelievedToBeAProxy() {
    try (var inlet = RunningInlet.start(data, Map.of("INLET_RECORD_CLIENT", "ip"))) {
      inlet.post("/track", BODY, "X-Forwarded-For", "203.0.113.1");

      assertThat(inlet.events())
          .singleElement()
          .extracting(line -> RunningInlet.json(line).at("/client/ip").asText())
          .isEqualTo("127.0.0.1");
    }
  }
}
