package dev.inlet.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class OpenLoadTest {
  private static final String BODY = "{\"userId\":\"ada\"}";
  private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";

  @AutoClose private final ServerSocket server;

  OpenLoadTest() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @Test
  void countsWhatWaitsWhileTheServerStalls() throws IOException {
    answer(OK, 100, Duration.ofMillis(300));
    try (var load = new OpenLoad(server.getLocalPort(), "/track", 1, List.of(BODY))) {
      var latencies = load.run(1000, Duration.ofMillis(800));

      assertThat(latencies.count()).isEqualTo(800);
      assertThat(latencies.millis(0.80)).as("the slowest fifth").isGreaterThan(100);
    }
  }

  @Test
  void endsWhenARequestIsRefused() throws IOException {
    answer("HTTP/1.1 503 Full\r\ncontent-length: 0\r\n\r\n", 1000, Duration.ZERO);
    try (var load = new OpenLoad(server.getLocalPort(), "/track", 1, List.of(BODY))) {
      assertThatThrownBy(() -> load.run(100, Duration.ofSeconds(1)))
          .hasMessageContaining("503 Full");
    }
  }

  /** Answers on one connection, and sleeps for a while before it gives one of the answers. */
  private void answer(String text, int stallAt, Duration stall) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try (var client = server.accept()) {
            for (int i = 0; skipRequest(client); i++) {
              if (i == stallAt) {
                TimeUnit.NANOSECONDS.sleep(stall.toNanos());
              }
              client.getOutputStream().write(text.getBytes(US_ASCII));
            }
          } catch (IOException | InterruptedException closed) {
            // The test is over.
          }
        });
  }

  /** Requests have no other closing brace than the one at their end. */
  private static boolean skipRequest(Socket client) throws IOException {
    int next;
    do {
      next = client.getInputStream().read();
    } while (next >= 0 && next != '}');
    return next >= 0;
  }
}
