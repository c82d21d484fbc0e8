package dev.inlet.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No client can take more memory than there is. */
@Timeout(120)
class HeapIT {
  private static final Duration SECONDS = Duration.ofSeconds(30);
  private static final int MEGABYTE = 1 << 20;
  private static final String EVENT =
      "{\"userId\":\"u\",\"events\":[{\"eventName\":\"e\",\"metadata\":{},\"timestampUTC\":1}]}";

  private @TempDir Path folder;

  @Test
  void stopsUnpackingAtTheLimit() throws Exception {
    var bomb = bomb();
    try (var inlet = small()) {
      assertThat(post(inlet.port(), bomb).status()).isEqualTo(413);
      assertThat(atOnce(64, () -> post(inlet.port(), bomb).status())).containsOnly(413);
      assertStillWorks(inlet);
    }
  }

  @Test
  void refusesBodiesThatArriveSlowlyWhenThereIsNoRoomForThem() throws Exception {
    try (var inlet = small()) {
      for (int round = 0; round < 4; round++) {
        assertThat(slowBodies(inlet.port(), 200)).containsOnly(400, 503).hasSize(200);
      }
      assertStillWorks(inlet);
    }
  }

  private InletProcess small() {
    return Launch.in(folder)
        .option("-Xmx64m")
        .with("INLET_ADDRESS_BYTES_IN_FLIGHT_MAX", "0") // All come from one address.
        .ready();
  }

  private static void assertStillWorks(InletProcess inlet) {
    assertThat(Http.once(inlet.port(), "POST", "/track", EVENT).status()).isEqualTo(200);
    assertThat(inlet.terminate().exit(SECONDS)).isZero();
    assertThat(inlet.output()).doesNotContain("OutOfMemory");
  }

  private static Http.Answer post(int port, byte[] packed) {
    try (var http = new Http(port)) {
      return http.call("POST", "/track", packed, "Content-Encoding: gzip");
    }
  }

  /** A few hundred kilobytes that unpack to 256 MiB. */
  private static byte[] bomb() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 256; i++) {
        gzip.write(new byte[MEGABYTE]);
      }
    }
    return packed.toByteArray();
  }

  private static List<Integer> atOnce(int clients, Callable<Integer> client) throws Exception {
    try (var threads = Executors.newFixedThreadPool(clients)) {
      var statuses = new ArrayList<Integer>();
      for (var asked : threads.invokeAll(Collections.nCopies(clients, client))) {
        statuses.add(asked.get());
      }
      return statuses;
    }
  }

  /** All of them send their bodies a piece at a time, so all are inside at the same time. */
  private static List<Integer> slowBodies(int port, int clients) {
    var piece = "x".repeat(MEGABYTE / 16).getBytes(US_ASCII);
    var connections = new ArrayList<Http>();
    for (int i = 0; i < clients; i++) {
      connections.add(
          new Http(port)
              .send(
                  ("POST /track HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                          + "Content-Length: "
                          + MEGABYTE
                          + "\r\n\r\n")
                      .getBytes(US_ASCII)));
    }
    for (int sent = 0; sent < 16; sent++) {
      connections.forEach(http -> sendIfOpen(http, piece));
    }
    var statuses = connections.stream().map(http -> http.answer().status()).toList();
    connections.forEach(Http::close);
    return statuses;
  }

  private static void sendIfOpen(Http http, byte[] piece) {
    try {
      http.send(piece);
    } catch (UncheckedIOException refused) {
      // Its answer is there to be read.
    }
  }
}
