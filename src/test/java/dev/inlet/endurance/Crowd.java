package dev.inlet.endurance;

import dev.inlet.process.Http;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Clients that send one body after another, each on a connection that it opens anew when cut. */
final class Crowd implements AutoCloseable {
  private static final Pattern REQUEST_ID = Pattern.compile("\"requestId\":\"([0-9a-f-]{36})\"");
  private static final long AGAIN_NANOS = 50_000_000;

  private final int port;
  private final Promises promises;
  private final long nanosBetween;
  private final AtomicInteger bodies = new AtomicInteger();
  private final List<Thread> clients = new ArrayList<>();
  private long next = System.nanoTime();
  private volatile boolean closed;
  private volatile @Nullable RuntimeException failure;

  Crowd(Plan plan, int port, Promises promises) {
    this.port = port;
    this.promises = promises;
    nanosBetween = plan.perSecond() == 0 ? 0 : 1_000_000_000L * Events.IN_BODY / plan.perSecond();
    for (int i = 0; i < plan.connections(); i++) {
      clients.add(Thread.ofPlatform().daemon().name("client-" + i).start(this::send));
    }
  }

  private void send() {
    while (!closed) {
      try (var http = new Http(port)) {
        while (!closed && send(http, bodies.getAndIncrement())) {}
      } catch (UncheckedIOException notThere) {
        LockSupport.parkNanos(AGAIN_NANOS);
      } catch (RuntimeException unexpected) {
        failure = unexpected;
        return;
      }
    }
  }

  /** Throws what a client did not expect. */
  void check() {
    var found = failure;
    if (found != null) {
      throw found;
    }
  }

  /** Returns whether the connection can be used again. */
  private boolean send(Http http, int number) {
    awaitTurn();
    try {
      var answer = http.call("POST", "/track", Events.body(number));
      var id = REQUEST_ID.matcher(answer.body());
      if (answer.status() == 200 && id.find()) {
        promises.acknowledged(UUID.fromString(id.group(1)), number);
      } else if (answer.status() == 503 && answer.headers().containsKey("retry-after")) {
        promises.postponed();
        LockSupport.parkNanos(AGAIN_NANOS);
      } else {
        throw new IllegalStateException(answer.status() + ": " + answer.body());
      }
      return !"close".equals(answer.headers().get("connection"));
    } catch (UncheckedIOException cut) {
      promises.unanswered(number);
      return false;
    }
  }

  private void awaitTurn() {
    long mine;
    synchronized (this) {
      mine = Math.max(next, System.nanoTime());
      next = mine + nanosBetween;
    }
    for (long left = mine - System.nanoTime(); left > 0; left = mine - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Ends when each has its last answer. */
  @Override
  public void close() {
    closed = true;
    try {
      for (var client : clients) {
        client.join();
      }
    } catch (InterruptedException hurried) {
      throw new IllegalStateException(hurried);
    }
  }
}
