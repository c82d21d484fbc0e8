package dev.inlet.delivery;

import dev.inlet.spool.Frame;
import dev.inlet.spool.Spool;
import dev.inlet.spool.SpoolReader;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the spool in order, and opens a cut whenever one is decided. What is in it goes to the
 * ledger first, so no cut is ever open that the ledger was not told of.
 */
final class Cutter implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Cutter.class);

  /** How long a new line may go unseen: reading in gusts costs less than a wake-up for each. */
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final String stream;
  private final Spool spool;
  private final Ledger ledger;
  private final Progress progress;
  private final DeliveryConfig config;
  private final Backoff backoff;
  private final Clock clock;
  private Contents contents = Contents.NOTHING;
  private int failures;

  Cutter(
      String stream,
      Spool spool,
      Ledger ledger,
      Progress progress,
      DeliveryConfig config,
      Backoff backoff,
      Clock clock) {
    this.stream = stream;
    this.spool = spool;
    this.ledger = ledger;
    this.progress = progress;
    this.config = config;
    this.backoff = backoff;
    this.clock = clock;
  }

  /**
   * Notes the cuts that a process before this one left open, before any of them is sent: it may
   * have died without.
   */
  void noteOpen(List<Cut> open) {
    for (var cut : open) {
      try (var frames = spool.read(cut.first())) {
        var inside = Contents.NOTHING;
        for (var frame = frames.next();
            frame != null && frame.first() <= cut.last();
            frame = frames.next()) {
          inside = inside.plus(frame);
        }
        ledger.note(cut.entry(stream, spool.id(), inside));
      } catch (IOException e) {
        LOG.warn(
            "not in the ledger of {}: sequences {} to {}: {}",
            stream,
            cut.first(),
            cut.last(),
            e.toString());
      }
    }
  }

  /** After a failure it starts again behind the last cut, so that no line falls between. */
  @Override
  public void run() {
    while (!progress.closed()) {
      try (var frames = spool.read(progress.uncut())) {
        cut(frames, new Batcher(config));
      } catch (IOException | RuntimeException | Error e) {
        failures++;
        progress.reading("cannot read the spool: " + e);
        progress.pause(backoff.after(failures, ThreadLocalRandom.current()));
      }
    }
  }

  private void cut(SpoolReader frames, Batcher batcher) throws IOException {
    contents = Contents.NOTHING;
    while (!progress.closed()) {
      long drains = progress.drains();
      var frame = frames.next();
      if (failures > 0) {
        failures = 0;
        progress.reading(null);
      }
      if (frame == null) {
        nothingToRead(batcher, drains);
      } else {
        take(frame, batcher);
      }
    }
  }

  private void take(Frame frame, Batcher batcher) {
    if (!batcher.takes(frame)) {
      progress.awaitRoom();
      open(batcher);
    }
    var age = Duration.ofMillis(clock.millis() - frame.receivedAtMillis());
    batcher.add(frame, age, System.nanoTime());
    contents = contents.plus(frame);
  }

  private void nothingToRead(Batcher batcher, long drains) {
    if (batcher.isEmpty()) {
      progress.allCut(drains);
      progress.rest(REST_NANOS);
      return;
    }
    long wait = progress.draining() ? 0 : batcher.nanosUntilDue(System.nanoTime());
    if (wait <= 0 && progress.hasRoom()) {
      open(batcher);
    } else {
      progress.rest(wait <= 0 ? REST_NANOS : Math.min(wait, REST_NANOS));
    }
  }

  private void open(Batcher batcher) {
    if (!progress.closed()) {
      var cut = batcher.cut();
      ledger.note(cut.entry(stream, spool.id(), contents));
      contents = Contents.NOTHING;
      progress.open(cut);
    }
  }
}
