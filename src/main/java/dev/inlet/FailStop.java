package dev.inlet;

import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when its disk has failed, since nothing can be promised any more. Requests that
 * are inside are answered 503 first.
 */
@Singleton
final class FailStop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(FailStop.class);
  private static final int FAILED = 1;
  private static final long LAST_ANSWERS_MILLIS = 1000;

  private final AtomicBoolean failed = new AtomicBoolean();

  @Override
  public void run() {
    if (failed.compareAndSet(false, true)) {
      LOG.error("The spool's disk has failed: nothing more is acknowledged, and the process ends");
      Thread.ofPlatform().name("fail-stop").start(FailStop::end);
    }
  }

  private static void end() {
    try {
      TimeUnit.MILLISECONDS.sleep(LAST_ANSWERS_MILLIS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(FAILED);
  }
}
