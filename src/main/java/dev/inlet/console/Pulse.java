package dev.inlet.console;

import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which all of the console's regular work is done. */
@Singleton
final class Pulse implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("console").daemon().factory());

  /** Has it done from now on; what fails once is tried again the next time. */
  @SuppressWarnings("FutureReturnValueIgnored")
  void every(long millis, Runnable work) {
    thread.scheduleWithFixedDelay(() -> attempt(work), millis, millis, TimeUnit.MILLISECONDS);
  }

  private static void attempt(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failed) {
      LOG.warn("The console failed with {}", failed.getClass().getName());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
