package dev.inlet.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A durable queue of lines.
 *
 * <p>{@link #append} completes only after the lines are on disk, so a caller that then answers 200
 * has made a promise that the process can die and still keep. A reader that dies between reading
 * and {@link #commit} sees the same lines again, never fewer.
 *
 * <p>Sequences count lines, from 0; they rise, and none is ever given twice. Its folder holds
 * {@code lock}, {@code id}, {@code checkpoint} ({@link CheckpointSlot}) and the segments ({@link
 * SegmentFormat}).
 */
public final class Spool implements AutoCloseable {
  private static final long SEGMENT_BYTES_MIN = 8 << 10;

  private final Disk disk;
  private final Checksum checksum;
  private final Disk.DiskFile lock;
  private final String id;
  private final Damage damage;
  private final SegmentLog log;
  private final CheckpointFile checkpoint;
  private final Intake intake;
  private final SpoolWriter writer;
  private final Thread thread;

  private Spool(
      Path folder,
      SpoolConfig config,
      Disk disk,
      Checksum checksum,
      Runnable failed,
      Disk.DiskFile lock)
      throws IOException {
    this.disk = disk;
    this.checksum = checksum;
    this.lock = lock;
    this.damage = new Damage(disk);
    this.id = SpoolId.of(folder, disk);
    var found = Recovery.recover(folder, disk, checksum, damage);
    this.checkpoint = found.checkpoint();
    long delivered = checkpoint.checkpoint().delivered();
    this.log =
        new SegmentLog(
            folder, disk, segmentBytes(config), found.segments(), found.active(), found.old());
    log.deleteBelow(checkpoint.deletable());
    this.intake = new Intake(new Room(config), found.ages(), damage, found.next(), delivered);
    this.writer =
        new SpoolWriter(
            folder,
            disk,
            checksum,
            intake,
            log,
            checkpoint,
            found.next(),
            config.segmentAgeMax(),
            failed);
    this.thread = Thread.ofPlatform().name("spool-writer").daemon().start(writer);
  }

  /**
   * Opens the spool in this folder, and repairs what a crash left.
   *
   * @param failed is called once when the disk has failed so that nothing can be promised any more
   * @throws SpoolRefused when another process has it, or a newer program wrote it
   */
  public static Spool open(Path folder, SpoolConfig config, Disk disk, Runnable failed)
      throws IOException {
    return open(folder, config, disk, failed, Checksum.CRC);
  }

  static Spool open(Path folder, SpoolConfig config, Disk disk, Runnable failed, Checksum checksum)
      throws IOException {
    disk.createFolders(folder);
    var lock = FolderLock.take(folder, disk);
    try {
      return new Spool(folder, config, disk, checksum, failed, lock);
    } catch (IOException | RuntimeException e) {
      DiskFiles.close(lock);
      throw e;
    }
  }

  /** A segment is at most a quarter of the spool, so that a full one is freed in steps. */
  private static long segmentBytes(SpoolConfig config) {
    return Math.max(SEGMENT_BYTES_MIN, Math.min(config.segmentBytes(), config.bytesMax() / 4));
  }

  /** A random id, made with the folder. */
  public String id() {
    return id;
  }

  /**
   * Keeps lines, each ended by a line feed. The bytes are copied before this returns.
   *
   * @param receipt is told when they are on disk, or why they are not kept
   */
  public void append(byte[] bytes, int length, int count, long receivedAtMillis, Receipt receipt) {
    Objects.checkFromIndexSize(0, length, bytes.length);
    if (count < 1 || count > length) {
      throw new IllegalArgumentException("%d lines in %d bytes".formatted(count, length));
    }
    intake.append(bytes, length, count, receivedAtMillis, receipt);
  }

  /** A reader of the lines from this sequence on, with channels of its own. */
  public SpoolReader read(long from) throws IOException {
    return new SpoolReader(log.segment(from), from, disk, checksum, damage);
  }

  /** Waits until a line with this sequence is durable, or the time is over, or it is closed. */
  public boolean await(long sequence, Duration max) throws InterruptedException {
    return intake.await(sequence, max);
  }

  public Checkpoint checkpoint() {
    return checkpoint.checkpoint();
  }

  /**
   * Makes the checkpoint durable, and then deletes the segments that lie wholly below it. When it
   * fails, the checkpoint before it stays. An interrupt does not end the wait.
   */
  public void commit(Checkpoint wanted) throws IOException {
    if (wanted.note().length > Checkpoint.NOTE_BYTES_MAX) {
      throw new IllegalArgumentException(
          "a note of %d bytes is longer than %d"
              .formatted(wanted.note().length, Checkpoint.NOTE_BYTES_MAX));
    }
    have(() -> writer.commit(wanted));
  }

  /** Goes on in a new segment, and deletes those before it that lie wholly below the checkpoint. */
  public void roll() throws IOException {
    have(writer::roll);
  }

  /** Has the writer do something between two groups, and waits until it has. */
  private void have(Chore work) throws IOException {
    var chore =
        new FutureTask<Boolean>(() -> {
          work.run();
          return true;
        });
    intake.submit(chore);
    await(chore);
  }

  @FunctionalInterface
  private interface Chore {
    void run() throws IOException;
  }

  public SpoolState state() {
    return intake.state();
  }

  /** Takes nothing more, makes durable what was appended, and lets go of the folder. */
  @Override
  public void close() {
    intake.close();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    log.close();
    checkpoint.close();
    DiskFiles.close(lock);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(FutureTask<Boolean> chore) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          chore.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
