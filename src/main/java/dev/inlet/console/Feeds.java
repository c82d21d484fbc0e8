package dev.inlet.console;

import io.micronaut.http.sse.Event;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.Serial;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * The streams that are open. Each reads the ring at its own pace; one that is too slow misses what
 * the ring has let go of, and is told how much. An id of an event names the process, too, so that
 * after a restart a reader is shown all that there is.
 */
@Singleton
final class Feeds {
  static final int MAX = 32;
  private static final long TICK_MILLIS = 200;

  private static final long WORK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /** How much longer they rest than they worked: who takes events needs the core. */
  private static final int REST = 100;

  private static final long REST_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(500);

  private final Watch watch;
  private final Pulse pulse;
  private final String process = HexFormat.of().toHexDigits(new SecureRandom().nextInt());
  private final Set<Feed> open = ConcurrentHashMap.newKeySet();
  private long restUntil = System.nanoTime();

  /** There are as many as there can be. */
  static final class Crowded extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;
  }

  Feeds(Watch watch, Pulse pulse) {
    this.watch = watch;
    this.pulse = pulse;
    pulse.every(TICK_MILLIS, this::pump);
  }

  private void pump() {
    long start = System.nanoTime();
    if (start - restUntil < 0) {
      return;
    }
    open.forEach(feed -> feed.pump(start + WORK_NANOS));
    long worked = System.nanoTime() - start;
    restUntil = start + Math.min(REST * worked, REST_NANOS_MAX);
  }

  Publisher<Event<String>> open(Filter filter, int last, @Nullable String lastEventId) {
    if (open.size() >= MAX) {
      throw new Crowded();
    }
    long start = start(last, lastEventId);
    return subscriber -> {
      var feed = new Feed(watch, process, filter, start, subscriber, open::remove);
      open.add(feed);
      subscriber.onSubscribe(feed);
    };
  }

  /** The number to begin with. */
  private long start(int last, @Nullable String lastEventId) {
    var ring = watch.ring();
    if (lastEventId == null) {
      return Math.max(ring.oldest(), ring.next() - Math.max(0, last));
    }
    var number = lastEventId.substring(lastEventId.indexOf('-') + 1);
    return lastEventId.startsWith(process + "-") && number.matches("\\d{1,18}")
        ? Math.min(ring.next(), Long.parseLong(number) + 1)
        : ring.oldest();
  }

  /** Ends them; who reads comes back to whoever takes over. */
  @PreDestroy
  void close() {
    pulse.close();
    open.forEach(Feed::end);
  }
}
