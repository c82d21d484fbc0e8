package dev.inlet.ledger;

import dev.inlet.delivery.RawObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the ledger's files into the lake, below {@code _ledger/}, now and then: so that one can
 * verify there what several instances acknowledged, and what one did whose volume is lost.
 */
public final class LedgerMirror implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerMirror.class);
  private static final long EVERY_SECONDS = 60;

  private final Path ledger;
  private final RawObjects lake;
  private final Map<String, Long> copied = new HashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private long failures;
  private volatile boolean started;

  public LedgerMirror(Path ledger, RawObjects lake) {
    this.ledger = ledger;
    this.lake = lake;
  }

  public void start() {
    started = true;
    Thread.ofPlatform().name("ledger-mirror").daemon().start(this::run);
  }

  private void run() {
    try {
      while (!closed.await(EVERY_SECONDS, TimeUnit.SECONDS)) {
        tryCopy();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Copies a last time, when nothing is noted any more: the folder may be gone after this. */
  public void finish() {
    close();
    if (started) {
      tryCopy();
    }
  }

  /** The longer it fails, the more rarely it is told; the ledger itself is not in danger. */
  private synchronized void tryCopy() {
    try {
      copy();
      failures = 0;
    } catch (IOException | RuntimeException e) {
      failures++;
      if (Long.bitCount(failures) == 1) {
        LOG.warn("cannot copy the ledger to the lake, will try again: {}", e.toString());
      }
    }
  }

  /** Copies the files that grew since they were copied. */
  void copy() throws IOException {
    if (!Files.isDirectory(ledger)) {
      return;
    }
    try (var paths = Files.walk(ledger)) {
      for (var path : paths.filter(Files::isRegularFile).sorted().toList()) {
        var name = ledger.relativize(path).toString().replace('\\', '/');
        long bytes = Files.size(path);
        if (copied.getOrDefault(name, -1L) != bytes) {
          lake.write(Book.LAKE + name, path);
          copied.put(name, bytes);
        }
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
