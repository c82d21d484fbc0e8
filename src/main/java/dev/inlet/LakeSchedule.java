package dev.inlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the tables now and then, as {@code inlet lake build} does, in a process of its own. */
final class LakeSchedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LakeSchedule.class);

  private final Duration every;
  private final JavaChild child;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Process running;

  /**
   * @param every how often; zero for never
   * @param child builds them once
   */
  LakeSchedule(Duration every, JavaChild child) {
    this.every = every;
    this.child = child;
  }

  void start() {
    if (!every.isZero()) {
      Thread.ofPlatform().name("lake-schedule").daemon().start(this::run);
    }
  }

  private void run() {
    try {
      while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
        build();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void build() throws InterruptedException {
    try {
      var process = child.prepare().redirectErrorStream(true).start();
      running = process;
      if (closed.getCount() == 0) {
        process.destroy();
      }
      var lines = lines(process);
      int status = process.waitFor();
      if (status == 0) {
        lines.forEach(line -> LOG.info("Tables: {}", line));
      } else if (closed.getCount() > 0) {
        LOG.warn("Tables: status {}: {}", status, String.join(" ", lines));
      }
    } catch (IOException e) {
      LOG.warn("Tables were not built: {}", e.toString());
    }
  }

  private static List<String> lines(Process process) throws IOException {
    try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      return reader.lines().toList();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    var process = running;
    if (process != null) {
      process.destroy();
    }
  }
}
