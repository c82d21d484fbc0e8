package dev.inlet.delivery;

import dev.inlet.delivery.OpenCut.Stage;
import dev.inlet.delivery.OpenCuts.Position;
import dev.inlet.spool.Checkpoint;
import dev.inlet.spool.Spool;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How far delivery got, and where its threads meet.
 *
 * <p>A cut is sent only after a checkpoint that names it is durable, and it stays in the checkpoint
 * until all before it is delivered, too. Threads wait here and nowhere else, and nobody interrupts
 * them: an interrupt would close the file that they are reading.
 */
final class Progress {
  private final Spool spool;
  private final Backoff backoff;
  private final int inFlightMax;

  /** Held while a checkpoint is written, so that an older one never replaces a newer. */
  private final ReentrantLock committing = new ReentrantLock();

  private final OpenCuts cuts;
  private Position committed;
  private @Nullable String readTrouble;
  private @Nullable String commitTrouble;
  private Tally tally = Tally.NOTHING;
  private @Nullable Shipment last;
  private long batches;
  private long retries;
  private long drains;
  private long drainsCut;
  private long cutUpTo;
  private int draining;
  private boolean keeps;
  private boolean closed;

  Progress(Spool spool, Position start, Backoff backoff, int inFlightMax) {
    this.spool = spool;
    this.backoff = backoff;
    this.inFlightMax = inFlightMax;
    cuts = new OpenCuts(start);
    committed = start;
  }

  synchronized boolean closed() {
    return closed;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean hasRoom() {
    return cuts.size() < inFlightMax;
  }

  /** Waits until there is room for one more cut, or it is closed. */
  synchronized void awaitRoom() {
    while (!closed && !hasRoom()) {
      awaitChange(Long.MAX_VALUE);
    }
  }

  /** The sequence from which on nothing is cut yet. */
  synchronized long uncut() {
    return cuts.position().uncut();
  }

  /** Makes a cut durable, which lets it be sent. */
  void open(Cut cut) {
    synchronized (this) {
      cuts.add(cut);
    }
    commit();
  }

  /** Waits for a cut to send; null when it is closed. */
  synchronized @Nullable OpenCut take() {
    while (!closed) {
      var next = cuts.nextToSend();
      if (next.isPresent()) {
        next.get().stage = Stage.SENDING;
        return next.get();
      }
      awaitChange(Long.MAX_VALUE);
    }
    return null;
  }

  synchronized void failed(OpenCut cut, Trouble trouble) {
    cut.trouble = trouble;
    retries++;
  }

  /** Tells that a cut is to stay where it is until the next start. */
  synchronized void kept(OpenCut cut, Trouble why) {
    cut.trouble = why;
    keeps = true;
    notifyAll();
  }

  /** Moves the checkpoint, as far as nothing before the cut is open. */
  void delivered(OpenCut cut, Shipment shipment) {
    synchronized (this) {
      cuts.delivered(cut);
      tally = tally.plus(shipment.tally());
      last = shipment;
      batches++;
      notifyAll();
    }
    commit();
  }

  /** Writes the checkpoint, until it is durable or this is closed. */
  private void commit() {
    for (int failures = 1; !tryCommit() && !closed(); failures++) {
      pause(backoff.after(failures, ThreadLocalRandom.current()));
    }
  }

  private boolean tryCommit() {
    committing.lock();
    try {
      var position = position();
      if (!position.equals(committed)) {
        spool.commit(new Checkpoint(position.delivered(), CutsNote.encode(position.cuts())));
      }
      committed(position);
      return true;
    } catch (IOException | RuntimeException | Error e) {
      notCommitted("cannot record in the spool how far delivery got: " + e);
      return false;
    } finally {
      committing.unlock();
    }
  }

  private synchronized Position position() {
    return cuts.position();
  }

  private synchronized void committed(Position position) {
    committed = position;
    cuts.recorded(position);
    commitTrouble = null;
    notifyAll();
  }

  private synchronized void notCommitted(String trouble) {
    commitTrouble = trouble;
  }

  /** Tells why the spool can not be read; null when it can. */
  synchronized void reading(@Nullable String trouble) {
    readTrouble = trouble;
  }

  /** Waits before another attempt. A drain is in a hurry, so it ends the wait once. */
  synchronized void pause(Duration time) {
    long asked = drains;
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0 && !closed && drains == asked; ) {
      awaitChange(left);
      left = end - System.nanoTime();
    }
  }

  /** Waits for a moment, or until something changed. */
  synchronized void rest(long nanos) {
    if (!closed) {
      awaitChange(nanos);
    }
  }

  synchronized boolean draining() {
    return draining > 0;
  }

  /** How many drains were asked for. */
  synchronized long drains() {
    return drains;
  }

  /** Tells that nothing was left to cut at some time after so many drains were asked for. */
  synchronized void allCut(long afterDrains) {
    if (afterDrains > drainsCut) {
      drainsCut = afterDrains;
      cutUpTo = uncut();
      notifyAll();
    }
  }

  /**
   * Waits until all that is there now is delivered, or the time is over, or it is closed. It does
   * not wait for what is to stay.
   */
  synchronized boolean drain(Duration max) throws InterruptedException {
    drains++;
    draining++;
    notifyAll();
    long mine = drains;
    long end = System.nanoTime() + max.toNanos();
    try {
      while (drainsCut < mine || committed.delivered() < cutUpTo) {
        long left = end - System.nanoTime();
        if (closed || keeps || left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      return true;
    } finally {
      draining--;
    }
  }

  /** What was delivered last, since the start. */
  synchronized Optional<Shipment> last() {
    return Optional.ofNullable(last);
  }

  synchronized DeliveryState state(Optional<String> misconfigured) {
    var trouble =
        misconfigured.map(reason -> new Trouble(reason, true)).or(this::trouble).orElse(null);
    return new DeliveryState(
        trouble == null ? null : trouble.reason(),
        trouble != null && trouble.misconfigured(),
        tally.lines(),
        tally.lineBytes(),
        batches,
        retries,
        tally.objectBytes());
  }

  private Optional<Trouble> trouble() {
    return Optional.ofNullable(commitTrouble)
        .map(reason -> new Trouble(reason, false))
        .or(cuts::trouble)
        .or(() -> Optional.ofNullable(readTrouble).map(reason -> new Trouble(reason, false)));
  }

  /** An interrupt, which nobody here sends, can only mean to stop. */
  private void awaitChange(long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(this, nanos);
    } catch (InterruptedException e) {
      close();
    }
  }
}
