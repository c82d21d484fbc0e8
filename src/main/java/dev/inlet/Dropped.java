package dev.inlet;

import dev.inlet.delivery.DeadLetters;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets go of rejected lines that are refused themselves: they have nowhere else to go. */
final class Dropped implements DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(Dropped.class);

  private final AtomicLong lines = new AtomicLong();

  /** The more there are, the more rarely it is told. */
  @Override
  public boolean keep(byte[] line, String reason) {
    long count = lines.incrementAndGet();
    if (Long.bitCount(count) == 1) {
      LOG.warn("Dropped, as Firehose refuses them: {} rejected lines by now: {}", count, reason);
    }
    return true;
  }
}
