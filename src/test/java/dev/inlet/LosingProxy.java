package dev.inlet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.util.List;

/**
 * Stands before a server as a load balancer does whose first answer is lost: the request arrives,
 * and its client is told to come again.
 */
final class LosingProxy implements AutoCloseable {
  private static final List<String> PASSED_ON =
      List.of("Content-Type", "Idempotency-Key", "X-Write-Key");

  private final RunningInlet inlet;
  private final HttpServer server;
  private boolean lost;

  LosingProxy(RunningInlet inlet) throws IOException {
    this.inlet = inlet;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::pass);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request =
          HttpRequest.newBuilder(inlet.uri(exchange.getRequestURI().toString()))
              .POST(
                  HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
      for (var name : PASSED_ON) {
        var value = exchange.getRequestHeaders().getFirst(name);
        if (value != null) {
          request.header(name, value);
        }
      }
      var answer = inlet.send(request.build());
      if (lost || answer.statusCode() != 200) {
        var body = answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.statusCode(), body.length);
        exchange.getResponseBody().write(body);
      } else {
        lost = true;
        exchange.getResponseHeaders().set("Retry-After", "1");
        exchange.sendResponseHeaders(503, -1);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
