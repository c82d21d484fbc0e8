package dev.inlet.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes: groups of what has gathered while the last sync ran, and checkpoints
 * between them.
 *
 * <p>Nobody may interrupt it, for that closes a file that is written.
 */
final class SpoolWriter implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolWriter.class);
  private static final long REVIEW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long ROLL_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Path folder;
  private final Disk disk;
  private final Checksum checksum;
  private final Intake intake;
  private final SegmentLog log;
  private final CheckpointFile checkpoint;
  private final Runnable failed;
  private final long ageMaxNanos;
  private Group spare = new Group();
  private long next;
  private long freeBytes = Long.MAX_VALUE;
  private long reviewedNanos;
  private long rollNanos;

  SpoolWriter(
      Path folder,
      Disk disk,
      Checksum checksum,
      Intake intake,
      SegmentLog log,
      CheckpointFile checkpoint,
      long next,
      Duration ageMax,
      Runnable failed) {
    this.folder = folder;
    this.disk = disk;
    this.checksum = checksum;
    this.intake = intake;
    this.log = log;
    this.checkpoint = checkpoint;
    this.next = next;
    this.failed = failed;
    this.ageMaxNanos = TimeUnit.NANOSECONDS.convert(ageMax);
    this.rollNanos = System.nanoTime() + ageMaxNanos;
    look();
  }

  @Override
  public void run() {
    while (intake.awaitWork(nanosUntilRoll())) {
      for (FutureTask<?> chore = intake.chore(); chore != null; chore = intake.chore()) {
        chore.run();
      }
      if (System.nanoTime() - reviewedNanos >= REVIEW_NANOS) {
        look();
        relieve();
      }
      if (nanosUntilRoll() <= 0) {
        rollNanos = System.nanoTime() + ROLL_AGAIN_NANOS;
        tryRoll();
      }
      letGather();
      var group = intake.swap(spare);
      write(group);
      group.clear();
      spare = group;
    }
    trim();
  }

  /**
   * Lets those go first who wait for this core. On one core, this thread would else get it as soon
   * as a sync is done, and find only what came in until then: with bodies of 20 events on 256
   * connections, requests cost a fifth more so.
   */
  @SuppressWarnings("ThreadPriorityCheck") // Nothing hangs on it but the size of groups.
  private static void letGather() {
    Thread.yield();
  }

  /** Ends the file where the lines end, so that the next start finds nothing to cut. */
  private void trim() {
    try {
      if (intake.failure() == null) {
        log.trim();
      }
    } catch (IOException e) {
      LOG.warn("the last segment was not trimmed reason={}", e.getMessage());
    }
  }

  /** How long the segment may still be written to; one that holds nothing, for ever. */
  private long nanosUntilRoll() {
    return log.active().isEmpty() || intake.failure() != null
        ? Long.MAX_VALUE
        : rollNanos - System.nanoTime();
  }

  /**
   * Goes on in a new segment, so that the one before it is deleted as soon as it is delivered. For
   * the writer's thread.
   */
  void roll() throws IOException {
    try {
      if (!log.active().isEmpty() && intake.failure() == null) {
        log.roll(next);
      }
      log.deleteBelow(checkpoint.deletable());
      intake.review(log.bytes(), freeBytes);
    } catch (DiskFailed e) {
      fail(e);
      throw e;
    }
  }

  private void tryRoll() {
    try {
      roll();
    } catch (IOException e) {
      LOG.warn("no new segment could be made reason={}", e.getMessage());
    }
  }

  /** Makes the checkpoint durable, and then deletes what lies below it. For the writer's thread. */
  void commit(Checkpoint wanted) throws IOException {
    long delivered = checkpoint.checkpoint().delivered();
    if (wanted.delivered() < delivered || wanted.delivered() > next) {
      throw new IllegalArgumentException(
          "checkpoint %d is not from %d to %d".formatted(wanted.delivered(), delivered, next));
    }
    try {
      checkpoint.store(wanted);
    } catch (DiskFailed e) {
      fail(e);
      throw e;
    }
    log.deleteBelow(wanted.delivered());
    intake.delivered(wanted.delivered());
    relieve();
  }

  private void write(Group group) {
    while (!group.isEmpty()) {
      var failure = intake.failure();
      if (failure != null) {
        intake.refused(group.bytes(), null);
        group.refuse(failure);
        return;
      }
      try {
        writeHead(group);
      } catch (DiskFailed e) {
        fail(e);
      } catch (RuntimeException | Error e) {
        LOG.error("writer has failed", e);
        fail(e);
      } catch (IOException e) {
        var reason = "disk took no more: " + e.getMessage();
        LOG.warn("lines were refused bytes={} reason={}", group.bytes(), reason);
        intake.refused(group.bytes(), reason);
        group.refuse(new Appended.Full(reason));
      }
    }
    // A receipt must not interrupt this thread; one that did so anyway does no harm.
    boolean ignored = Thread.interrupted();
  }

  /** Writes as much of the group as fits into a segment, and tells those whose lines it was. */
  private void writeHead(Group group) throws IOException {
    if (log.room() < group.firstBytes() && !log.active().isEmpty()) {
      log.roll(next);
    }
    if (log.active().isEmpty()) {
      rollNanos = System.nanoTime() + ageMaxNanos;
    }
    int bytes = Math.max(group.fitting(log.room()), group.firstBytes());
    long after = group.seal(bytes, next, log.active().salt(), checksum);
    long receivedAtMillis = group.firstReceivedAtMillis();
    long syncNanos = log.write(group.head(bytes));
    next = after;
    intake.landed(new Intake.Landing(after, bytes, log.bytes(), receivedAtMillis, syncNanos));
    group.durable(bytes);
    log.layOut(bytes);
  }

  private void look() {
    reviewedNanos = System.nanoTime();
    try {
      freeBytes = disk.freeBytes(folder);
    } catch (IOException e) {
      LOG.warn("free space is not known reason={}", e.getMessage());
    }
    intake.review(log.bytes(), freeBytes);
  }

  /** When it is full though all is delivered, then only the active segment can make room. */
  private void relieve() {
    long delivered = checkpoint.checkpoint().delivered();
    if (!intake.review(log.bytes(), freeBytes)
        || delivered < next
        || log.active().isEmpty()
        || intake.failure() != null) {
      return;
    }
    tryRoll();
  }

  private void fail(Throwable cause) {
    var reason = "spool has failed: " + cause.getMessage();
    if (intake.fail(reason)) {
      LOG.error("spool has failed and takes nothing more reason={}", reason);
      // On a thread of its own: it may end the process, which waits for this one.
      Thread.ofPlatform().name("spool-failed").daemon().start(failed);
    }
  }
}
