package dev.inlet.console;

import io.micronaut.http.sse.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * One stream of events to one reader, as fast as the reader takes them: {@code seen} holds those
 * that came within a moment, {@code counts} comes when they change and to show that the stream
 * lives, {@code dropped} tells how many the reader was too slow for.
 */
final class Feed implements Subscription {
  private static final long COUNTS_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int REQUESTS_AT_ONCE = 16;
  private static final int EVENTS_AT_ONCE = 64;
  private static final int BYTES_AT_ONCE = 256 * 1024;

  private final Watch watch;
  private final String process;
  private final Filter filter;
  private final Subscriber<? super Event<String>> subscriber;
  private final Consumer<Feed> ended;
  private final AtomicLong demand = new AtomicLong();
  private final Queue<Entry> waiting = new ArrayDeque<>();
  private long next;
  private Counts told = Counts.NOTHING;
  private long toldAt = System.nanoTime() - HEARTBEAT_NANOS;
  private volatile boolean cancelled;

  Feed(
      Watch watch,
      String process,
      Filter filter,
      long start,
      Subscriber<? super Event<String>> subscriber,
      Consumer<Feed> ended) {
    this.watch = watch;
    this.process = process;
    this.filter = filter;
    this.next = start;
    this.subscriber = subscriber;
    this.ended = ended;
  }

  @Override
  public void request(long count) {
    demand.accumulateAndGet(count, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
  }

  @Override
  public void cancel() {
    cancelled = true;
    ended.accept(this);
  }

  void end() {
    if (!cancelled) {
      cancel();
      subscriber.onComplete();
    }
  }

  /**
   * Sends what there is and is asked for; called by one thread, again and again.
   *
   * @param end by {@link System#nanoTime}; from then on what is left waits for the next call, and
   *     only a first part of it goes
   */
  void pump(long end) {
    tellCounts();
    boolean isFirst = true;
    while (!cancelled && demand.get() > 0 && (isFirst || System.nanoTime() - end < 0)) {
      if (waiting.isEmpty() && !read()) {
        return;
      }
      sendBatch();
      isFirst = false;
    }
  }

  private void sendBatch() {
    var batch = batch();
    if (!batch.isEmpty()) {
      var last = batch.getLast().number();
      send(Event.of(Json.array(batch)).name("seen").id(process + '-' + last));
    }
  }

  /** What goes in one message: each costs as much as several events do. */
  private List<Entry> batch() {
    var batch = new ArrayList<Entry>();
    int bytes = 0;
    while (!waiting.isEmpty() && batch.size() < EVENTS_AT_ONCE && bytes < BYTES_AT_ONCE) {
      var entry = waiting.remove();
      next = entry.number() + 1;
      if (filter.wants(entry)) {
        batch.add(entry);
        bytes += entry.bytes();
      }
    }
    return batch;
  }

  /** Reads on; false when there is no more. */
  private boolean read() {
    var ring = watch.ring();
    long oldest = ring.oldest();
    if (next < oldest) {
      var dropped = oldest - next;
      next = oldest;
      send(Event.of("{\"events\":" + dropped + "}").name("dropped"));
    }
    for (var placed : ring.from(next, REQUESTS_AT_ONCE)) {
      for (var entry : Entries.of(placed)) {
        if (entry.number() >= next) {
          waiting.add(entry);
        }
      }
    }
    return !waiting.isEmpty();
  }

  private void tellCounts() {
    var since = System.nanoTime() - toldAt;
    var counts = watch.recentCounts();
    if (since >= HEARTBEAT_NANOS || (since >= COUNTS_NANOS && !counts.equals(told))) {
      if (demand.get() > 0 && !cancelled) {
        told = counts;
        toldAt = System.nanoTime();
        send(Event.of(Json.of(counts, watch.since())).name("counts"));
      }
    }
  }

  private void send(Event<String> event) {
    demand.decrementAndGet();
    subscriber.onNext(event);
  }
}
