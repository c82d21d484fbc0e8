package dev.inlet.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stream of a server, and writes each event as a line. It goes on where it was when the
 * server comes back, and ends when nobody reads what it writes.
 */
public final class Tail {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
  private static final long COME_BACK_MILLIS = 1000;
  private static final int OK = 200;

  /** How it is written. */
  public enum Form {
    PLAIN,
    COLOURED,
    JSON
  }

  /**
   * Which events, and how many.
   *
   * @param last how many of those that came before
   * @param count after how many it ends
   */
  public record Wanted(@Nullable String filter, @Nullable String verdict, int last, long count) {}

  private final URI server;
  private final @Nullable String key;
  private final Wanted wanted;
  private final Form form;
  private final PrintStream out;
  private final Consumer<String> tell;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_MAX)
          .build();
  private @Nullable String lastId;
  private long shown;

  public Tail(
      URI server,
      @Nullable String key,
      Wanted wanted,
      Form form,
      PrintStream out,
      Consumer<String> tell) {
    this.server = server;
    this.key = key;
    this.wanted = wanted;
    this.form = form;
    this.out = out;
    this.tell = tell;
  }

  /** Runs to its end; false when the server refuses, or is not there at the start. */
  public boolean run() throws InterruptedException {
    boolean wasThere = false;
    boolean isLost = false;
    while (true) {
      try {
        var answer = client.send(request(), HttpResponse.BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
          if (answer.statusCode() != OK) {
            tell.accept(Line.refusal(answer.statusCode(), lines.readLine()));
            return false;
          }
          if (isLost) {
            tell.accept("connected again");
          }
          wasThere = true;
          isLost = false;
          if (read(lines)) {
            return true;
          }
        }
        tell.accept("the server has ended the stream, trying again");
        isLost = true;
      } catch (IOException failed) {
        if (!wasThere) {
          tell.accept("nothing answers at " + server + "; --url says where the server is");
          return false;
        }
        if (!isLost) {
          tell.accept("the connection is lost, trying again");
        }
        isLost = true;
      }
      TimeUnit.MILLISECONDS.sleep(COME_BACK_MILLIS);
    }
  }

  private HttpRequest request() {
    var query = new StringBuilder("?last=").append(wanted.last());
    add(query, "filter", wanted.filter());
    add(query, "verdict", wanted.verdict());
    var request = HttpRequest.newBuilder(URI.create(server + "/debug/stream" + query));
    if (key != null && !key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    if (lastId != null) {
      request.header("Last-Event-ID", lastId);
    }
    return request.build();
  }

  private static void add(StringBuilder query, String name, @Nullable String value) {
    if (value != null) {
      query.append('&').append(name).append('=').append(URLEncoder.encode(value, UTF_8));
    }
  }

  /** Whether it is at its end, and not only the stream. */
  private boolean read(BufferedReader lines) throws IOException {
    var name = "";
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("event:")) {
        name = line.substring("event:".length()).strip();
      } else if (line.startsWith("id:")) {
        lastId = line.substring("id:".length()).strip();
      } else if (line.startsWith("data:")) {
        take(name, line.substring("data:".length()).strip());
        if (shown >= wanted.count() || out.checkError()) {
          return true;
        }
      }
    }
    return false;
  }

  private void take(String name, String data) {
    switch (name) {
      case "seen" -> {
        for (var entry : Outline.of(data.getBytes(UTF_8)).elements()) {
          if (shown < wanted.count()) {
            shown++;
            out.println(form == Form.JSON ? entry : Line.of(entry, form == Form.COLOURED));
          }
        }
        out.flush();
      }
      case "dropped" -> tell.accept(Line.dropped(data));
      default -> {
        // The counts are for pages.
      }
    }
  }
}
