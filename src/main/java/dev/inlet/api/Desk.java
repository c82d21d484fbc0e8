package dev.inlet.api;

import dev.inlet.event.RequestIds;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop needs to take requests: buffers, and a tray for requests whose lines are on
 * disk. However many a sync completes, the loop is woken once.
 */
final class Desk {
  private final Executor loop;
  private final Judge judge;
  private final Dialect.Routes routes;
  private final RequestIds ids = new RequestIds();
  private final Queue<Runnable> tray = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private byte[] scratch = new byte[64 * 1024];

  Desk(Executor loop, Judge judge, Dialect.Routes routes) {
    this.loop = loop;
    this.judge = judge;
    this.routes = routes;
  }

  /** Where a path, without its query, leads; null when it takes no events. */
  @Nullable Route route(String path) {
    return routes.at(path);
  }

  Judge judge() {
    return judge;
  }

  RequestIds ids() {
    return ids;
  }

  /** At least so many bytes, of which nobody else makes use before the next request. */
  byte[] scratch(int bytes) {
    if (scratch.length < bytes) {
      scratch = new byte[Math.max(bytes, 2 * scratch.length)];
    }
    return scratch;
  }

  /** Has this done on the loop, soon. Any thread may call it. */
  void put(Runnable answer) {
    tray.add(answer);
    if (woken.compareAndSet(false, true)) {
      loop.execute(this::empty);
    }
  }

  private void empty() {
    woken.set(false);
    for (var answer = tray.poll(); answer != null; answer = tray.poll()) {
      answer.run();
    }
  }
}
