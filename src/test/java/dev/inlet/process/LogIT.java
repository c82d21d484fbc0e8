package dev.inlet.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logs can be read by machines, and hold nothing that clients send, at any level. */
@Timeout(120)
class LogIT {
  private static final Duration SECONDS = Duration.ofSeconds(15);
  private static final String MARK = "Hush7Hush";

  /** What a log would hold of a key that travels as Basic. */
  private static final String MARK_AS_USER =
      Base64.getEncoder().encodeToString((MARK + "web:").getBytes(UTF_8));

  private static final String EVENT =
      "{\"userId\":\"%1$s\",\"events\":[{\"eventName\":\"%1$s\",\"metadata\":{\"%1$s\":\"%1$s\"},"
              .formatted(MARK)
          + "\"timestampUTC\":1}]";

  private @TempDir Path folder;

  @Test
  void isOneObjectALine() throws Exception {
    var said = says(Launch.in(folder).with("INLET_LOG_FORMAT", "json"));

    var mapper = new ObjectMapper();
    for (var line : said.lines().toList()) {
      assertThat(mapper.readTree(line).path("formattedMessage").asText()).as(line).isNotEmpty();
    }
    assertThat(said).contains("takes events on port").doesNotContain(MARK, MARK_AS_USER);
  }

  @Test
  void holdsNoPayloadWhenAsMuchAsPossibleIsLogged() {
    var said =
        says(
            Launch.in(folder)
                .with("INLET_LOG_LEVEL", "debug")
                .with("LOGGER_LEVELS_ROOT", "TRACE")
                .with("LOGGER_LEVELS_DEV_INLET", "TRACE")
                .option("-Dlogger.levels.io.netty=TRACE")
                .option("-Dlogger.levels.io.micronaut=TRACE"));

    assertThat(said).contains("Drained: all events").doesNotContain(MARK, MARK_AS_USER);
  }

  /** Sends all that can go right and wrong, and returns what was said meanwhile. */
  private static String says(Launch launch) {
    try (var inlet = launch.with("INLET_KEYS_WEB", MARK + "web").ready()) {
      var port = inlet.port();
      var key = "X-Write-Key: " + MARK + "web";
      expect(200, port, "/track", EVENT + "}", key);
      expect(200, port, "/track", EVENT + "}", "Authorization: Bearer " + MARK + "web");
      expect(200, port, "/track", EVENT + "}", "Authorization: Basic " + MARK_AS_USER);
      expect(200, port, "/track", EVENT + ",\"writeKey\":\"" + MARK + "web\"}");
      expect(200, port, "/track?writeKey=" + MARK + "web", EVENT + "}");
      expect(401, port, "/track", EVENT + "}", "X-Write-Key: " + MARK);
      expect(401, port, "/track?writeKey=" + MARK, EVENT + "}");
      expect(400, port, "/track", EVENT, key);
      expect(400, port, "/track", "{\"" + MARK + "\":}", key);
      expect(400, port, "/profile", "{\"userId\":\"" + MARK + "\"}", key);
      expect(400, port, "/alias", "\"" + MARK + "\"", key);
      expect(413, port, "/track", ("\"" + MARK + "\",").repeat(120_000), key);
      expect(400, port, "/track", MARK, key, "Content-Encoding: gzip");
      expect(415, port, "/track", MARK, key, "Content-Encoding: " + MARK);
      expect(415, port, "/track", MARK, key, "Content-Type: text/" + MARK);
      expect(404, port, "/nowhere?writeKey=" + MARK, EVENT, key);
      expect(404, port, "/" + MARK, MARK, key);
      malformed(port, "POST /track?writeKey=" + MARK + " HTTP/9.1\r\n\r\n");
      malformed(port, "POST /track HTTP/1.1\r\nHost: a\r\nX-Write-Key: " + MARK + "\1\r\n\r\n");
      malformed(port, MARK + " " + MARK + "\r\n\r\n");
      breakOff(port);
      assertThat(inlet.terminate().exit(SECONDS)).isZero();
      return inlet.output();
    }
  }

  private static void expect(int status, int port, String path, String body, String... headers) {
    var answer = Http.once(port, "POST", path, body, headers);
    assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(status);
  }

  private static void malformed(int port, String request) {
    try (var http = new Http(port)) {
      assertThat(http.send(request.getBytes(UTF_8)).answer().status()).isIn(400, 505);
    }
  }

  private static void breakOff(int port) {
    try (var http = new Http(port)) {
      http.send(
          ("POST /track HTTP/1.1\r\nHost: a\r\nContent-Length: 999\r\nX-Write-Key: "
                  + MARK
                  + "\r\n\r\n"
                  + MARK)
              .getBytes(UTF_8));
    }
  }
}
