package dev.inlet.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.RunningInlet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events as they come. */
@Timeout(60)
class StreamTest {
  private static RunningInlet inlet;

  @BeforeAll
  static void start(@TempDir Path data) {
    inlet = RunningInlet.start(data, Map.of());
  }

  @AfterAll
  static void stop() {
    inlet.close();
  }

  /** One thing that was sent. */
  private record Message(String name, String id, String data) {}

  /** A reader that takes one after the other. */
  private static final class Reader implements AutoCloseable {
    private final HttpResponse<java.io.InputStream> answer;
    private final BufferedReader lines;
    private final Queue<JsonNode> events = new ArrayDeque<>();

    Reader(String path, String... headers) {
      var request = HttpRequest.newBuilder(inlet.uri(path));
      if (headers.length > 0) {
        request.headers(headers);
      }
      try {
        answer =
            HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      } catch (InterruptedException failed) {
        throw new IllegalStateException(failed);
      }
      lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /** The next of this name. */
    Message next(String name) throws IOException {
      var id = "";
      var found = "";
      var data = "";
      while (true) {
        var line = lines.readLine();
        if (line == null) {
          throw new IOException("the stream has ended");
        }
        if (line.startsWith("event:")) {
          found = line.substring(6).strip();
        } else if (line.startsWith("id:")) {
          id = line.substring(3).strip();
        } else if (line.startsWith("data:")) {
          data = line.substring(5).strip();
        } else if (line.isEmpty()) {
          if (found.equals(name)) {
            return new Message(name, id, data);
          }
          id = "";
          found = "";
        }
      }
    }

    /** The next event; those of a message come one after the other. */
    JsonNode nextEvent() throws IOException {
      while (events.isEmpty()) {
        RunningInlet.json(next("seen").data()).forEach(events::add);
      }
      return events.remove();
    }

    String nextName() throws IOException {
      return nextEvent().path("eventName").asText();
    }

    @Override
    public void close() throws IOException {
      answer.body().close();
    }
  }

  @Test
  void showsEventsAsTheyCome() throws IOException {
    Posts.track(inlet, "before");
    try (var reader = new Reader("/debug/stream", "Accept-Encoding", "gzip")) {
      reader.next("counts");
      Posts.track(inlet, "first", "second");

      assertThat(reader.answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
      assertThat(reader.answer.headers().firstValue("Content-Encoding")).hasValue("identity");
      assertThat(reader.nextName()).isEqualTo("first");
      assertThat(reader.nextName()).isEqualTo("second");
    }
  }

  @Test
  void showsTheLastOnesToo() throws IOException {
    Posts.track(inlet, "one", "two", "three");
    try (var reader = new Reader("/debug/stream?last=2")) {
      assertThat(reader.nextName()).isEqualTo("two");
      assertThat(reader.nextName()).isEqualTo("three");
    }
  }

  @Test
  void goesOnAfterTheLastThatWasSeen() throws IOException {
    Posts.track(inlet, "one");
    try (var reader = new Reader("/debug/stream?last=1")) {
      var one = reader.next("seen");
      Posts.track(inlet, "two");
      try (var again = new Reader("/debug/stream", "Last-Event-ID", one.id())) {
        assertThat(again.nextName()).isEqualTo("two");
      }
    }
  }

  @Test
  void showsAllThatThereIsToWhoSawAnotherProcess() throws IOException {
    inlet.send(
        HttpRequest.newBuilder(inlet.uri("/debug/reset"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
    Posts.track(inlet, "only");
    try (var reader = new Reader("/debug/stream", "Last-Event-ID", "00000000-999999")) {
      assertThat(reader.nextName()).isEqualTo("only");
    }
  }

  @Test
  void showsOnlyWhatOneLooksFor() throws IOException {
    try (var reader = new Reader("/debug/stream?verdict=bad&filter=bob")) {
      reader.next("counts");
      Posts.track(inlet, "", "good");
      inlet.post("/track", "{\"userId\":\"bob\",\"events\":[7]}");

      assertThat(reader.nextEvent().path("userId").asText()).isEqualTo("bob");
    }
  }

  @Test
  void tellsTheCounts() throws IOException {
    try (var reader = new Reader("/debug/stream")) {
      var before = RunningInlet.json(reader.next("counts").data()).path("good").asInt();
      Posts.track(inlet, "one");
      var after = RunningInlet.json(reader.next("counts").data()).path("good").asInt();

      assertThat(after).isEqualTo(before + 1);
    }
  }
}
