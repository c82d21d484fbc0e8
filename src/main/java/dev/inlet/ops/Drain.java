package dev.inlet.ops;

import io.micronaut.context.annotation.Context;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way out: unready, finish what is in flight, deliver what is kept, let go of the disk.
 *
 * <p>What can't be delivered in time stays in the spool, and the next start delivers it.
 */
@Context
public final class Drain {
  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
  private static final long LOOK_AGAIN_MILLIS = 5;

  private final Intake intake;
  private final Streams streams;
  private final Duration max;
  private volatile boolean started;

  Drain(Intake intake, Streams streams, OpsConfig config) {
    this.intake = intake;
    this.streams = streams;
    this.max = config.drainMax();
  }

  /** Whether the end has begun. */
  public boolean isStarted() {
    return started;
  }

  /**
   * Runs it to its end, once; returns within {@code inlet.drain-max}, or a little later.
   *
   * @return whether all is delivered
   */
  public boolean run() {
    started = true;
    var end = System.nanoTime() + max.toNanos();
    LOG.info("Draining: no new requests are taken");
    try {
      intake.close();
      while (intake.inside() > 0 && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      }
      boolean all = true;
      for (var stream : streams.all()) {
        all &= deliver(stream, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      }
      return all;
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      streams.close();
    }
  }

  private static boolean deliver(Stream stream, Duration max) throws InterruptedException {
    if (stream.shipper().drain(max)) {
      LOG.info("Drained: all {} are delivered", stream.name());
      return true;
    }
    var state = stream.spool().state();
    var left = state.next() - state.delivered();
    if (left > 0) {
      LOG.warn(
          "Not drained in time: {} {} stay in the spool and are delivered after the next start",
          left,
          stream.name());
    }
    return left == 0;
  }
}
