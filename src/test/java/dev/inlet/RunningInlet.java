package dev.inlet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inlet.ops.Drain;
import dev.inlet.ops.Streams;
import dev.inlet.process.InletProcess;
import dev.inlet.process.LakeFolder;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The whole product in this process, on a port and in a folder of its own. */
public final class RunningInlet implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PORT_FREE_MAX = Duration.ofSeconds(30);

  private final Path data;
  private final ApplicationContext context;
  private final EmbeddedServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private boolean drained;

  private RunningInlet(Path data, ApplicationContext context) {
    this.data = data;
    this.context = context;
    this.server = context.getBean(EmbeddedServer.class).start();
    context.getBean(Streams.class).start();
  }

  /** Starts it with these variables of the environment, besides folder and port. */
  public static RunningInlet start(Path data, Map<String, String> environment) {
    var all = new HashMap<>(Map.of("INLET_PORT", "0", "INLET_SPOOL_FREE_BYTES_MIN", "0"));
    all.putAll(environment);
    all.put("INLET_DATA", data.toString());
    return new RunningInlet(data, Boot.start(all));
  }

  public int port() {
    return server.getPort();
  }

  public ApplicationContext context() {
    return context;
  }

  /** Sends it as JSON. */
  public HttpResponse<String> post(String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  public HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /** Delivers everything, and reads the lines of accepted events. */
  public List<String> events() {
    return lines("events");
  }

  /** Delivers everything, and reads the rejected records. */
  public List<JsonNode> rejected() {
    return lines("rejected").stream().map(RunningInlet::json).toList();
  }

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private List<String> lines(String stream) {
    drain();
    return LakeFolder.linesBelow(data.resolve("lake/raw").resolve(stream));
  }

  private void drain() {
    if (!drained) {
      drained = true;
      context.getBean(Drain.class).run();
    }
  }

  /** Returns when another server can have the port, which is let go of a moment after the end. */
  @Override
  public void close() {
    int port = port();
    drain();
    context.close();
    InletProcess.await("the port is free", PORT_FREE_MAX, () -> isFree(port));
  }

  private static boolean isFree(int port) {
    try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return free.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
