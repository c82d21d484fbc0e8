package dev.inlet.delivery;

import dev.inlet.spool.Spool;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Sends one cut after the other, each until it is delivered. */
final class Sender implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  private final String stream;
  private final Spool spool;
  private final Sink sink;
  private final Progress progress;
  private final Backoff backoff;
  private final Clock clock;

  Sender(String stream, Spool spool, Sink sink, Progress progress, Backoff backoff, Clock clock) {
    this.stream = stream;
    this.spool = spool;
    this.sink = sink;
    this.progress = progress;
    this.backoff = backoff;
    this.clock = clock;
  }

  @Override
  public void run() {
    for (var cut = progress.take(); cut != null; cut = progress.take()) {
      deliver(cut);
    }
  }

  private void deliver(OpenCut open) {
    var batch = new SpoolBatch(spool, open.cut.key(stream, spool.id()), open.cut);
    for (int failures = 1; !progress.closed(); failures++) {
      switch (send(batch)) {
        case Outcome.Delivered delivered -> {
          if (open.trouble != null) {
            LOG.info("delivered after all: {}, attempt {}", batch.key(), failures);
          }
          progress.delivered(open, new Shipment(batch.key(), clock.millis(), delivered.tally()));
          return;
        }
        case Outcome.Unavailable unavailable -> {
          failed(open, batch, failures, new Trouble(unavailable.reason(), false));
          var wait = backoff.after(failures, ThreadLocalRandom.current());
          progress.pause(max(wait, unavailable.notBefore()));
        }
        case Outcome.Misconfigured misconfigured -> {
          failed(open, batch, failures, new Trouble(misconfigured.reason(), true));
          progress.pause(backoff.held());
        }
        case Outcome.Kept kept -> {
          progress.kept(open, new Trouble(kept.reason(), false));
          return;
        }
      }
    }
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? b : a;
  }

  /** The longer an outage lasts, the more rarely it is told. */
  private void failed(OpenCut open, Batch batch, int failures, Trouble trouble) {
    if (Integer.bitCount(failures) == 1) {
      var level = trouble.misconfigured() ? Level.ERROR : Level.WARN;
      LOG.atLevel(level)
          .log("not delivered, will try again: {}: {}", batch.key(), trouble.reason());
    }
    progress.failed(open, trouble);
  }

  /**
   * Whatever a sink throws, its batch goes again: nothing is lost to a bug. Its message is not
   * told, as nobody knows what is in it.
   */
  private Outcome send(Batch batch) {
    try {
      return sink.send(batch);
    } catch (InterruptedException e) {
      progress.close();
      return new Outcome.Unavailable("interrupted");
    } catch (RuntimeException | Error e) {
      var at = e.getStackTrace().length == 0 ? "an unknown place" : e.getStackTrace()[0];
      return new Outcome.Unavailable(
          "the sink failed with %s at %s".formatted(e.getClass().getName(), at));
    }
  }
}
