package dev.inlet.generate;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Posts to a server as apps do: at a pace, several at once, and again when it says to come later.
 *
 * <p>What gets no answer goes again with the same ids, so it counts once. When nothing answers for
 * a minute, or the server says what waiting can't change, it ends.
 */
final class ApiClient implements Recipient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_ONCE = 8;
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
  private static final Duration SILENCE_MAX = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI server;
  private final @Nullable String key;
  private final Pace pace;
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private volatile boolean hasAnswered;

  /**
   * @param key the write key; null when none is needed
   */
  ApiClient(URI server, @Nullable String key, int eventsPerSecond) {
    this.server = server;
    this.key = key;
    pace = new Pace(eventsPerSecond, System.nanoTime());
  }

  @Override
  public void take(Post post) throws IOException, InterruptedException {
    TimeUnit.NANOSECONDS.sleep(pace.waitNanos(post.events(), System.nanoTime()));
    free.acquire();
    failIfFailed();
    Thread.startVirtualThread(() -> {
      try {
        deliver(post);
      } catch (IOException failed) {
        failure.compareAndSet(null, failed);
      } catch (RuntimeException failed) {
        failure.compareAndSet(
            null,
            new IOException("can't post to %s: %s".formatted(server, failed.getMessage()), failed));
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      } finally {
        free.release();
      }
    });
  }

  @Override
  public Taken finish() throws IOException, InterruptedException {
    free.acquire(AT_ONCE);
    failIfFailed();
    return new Taken(accepted.sum(), rejected.sum());
  }

  private void failIfFailed() throws IOException {
    var failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  private void deliver(Post post) throws IOException, InterruptedException {
    var request = request(post);
    long heardNanos = System.nanoTime();
    while (true) {
      HttpResponse<String> answer;
      try {
        answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      } catch (IOException silent) {
        boolean isTooLong = System.nanoTime() - heardNanos > SILENCE_MAX.toNanos();
        if (isTooLong || !hasAnswered || failure.get() != null) {
          throw new IOException("nothing answers at " + server + "; is Inlet running?", silent);
        }
        TimeUnit.SECONDS.sleep(PAUSE.toSeconds());
        continue;
      }
      hasAnswered = true;
      if (isFinal(answer)) {
        return;
      }
      heardNanos = System.nanoTime();
      TimeUnit.SECONDS.sleep(retryAfterSeconds(answer));
    }
  }

  private HttpRequest request(Post post) {
    var request =
        HttpRequest.newBuilder(server.resolve(post.call().path()))
            .timeout(ANSWER_MAX)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(post.body()));
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    return request.build();
  }

  /** Counts what is decided; what comes later is not. */
  private boolean isFinal(HttpResponse<String> answer) throws IOException {
    return switch (answer.statusCode()) {
      case 200 -> {
        var verdict = JSON.readTree(answer.body());
        accepted.add(verdict.path("accepted").asLong());
        rejected.add(verdict.path("rejected").size());
        yield true;
      }
      case 400 -> {
        rejected.add(1);
        yield true;
      }
      case 408, 429, 500, 502, 503, 504 -> false;
      case 401 -> throw new IOException("the server wants a write key; give it by --key");
      default ->
          throw new IOException(
              "%s answers %d to a post, as Inlet does not; check --url"
                  .formatted(server, answer.statusCode()));
    };
  }

  private static long retryAfterSeconds(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,4}"))
        .map(Long::valueOf)
        .orElse(PAUSE.toSeconds());
  }
}
