package dev.inlet.spool;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where those who append and the writer meet.
 *
 * <p>Everything here is short and in memory: the lock is never held while the disk is asked for
 * anything, nor while a receipt is told.
 */
final class Intake {
  private static final long REVIEW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition durable = lock.newCondition();
  private final ArrayDeque<FutureTask<?>> chores = new ArrayDeque<>();
  private final Room room;
  private final Ages ages;
  private final Damage damage;
  private Group gathering = new Group();
  private long next;
  private long delivered;
  private long acknowledged;
  private long syncs;
  private long syncNanos;
  private Appended.@Nullable Failed failure;
  private boolean closed;

  Intake(Room room, Ages ages, Damage damage, long next, long delivered) {
    this.room = room;
    this.ages = ages;
    this.damage = damage;
    this.next = next;
    this.delivered = delivered;
  }

  void append(byte[] bytes, int length, int count, long receivedAtMillis, Receipt receipt) {
    var refusal = offer(bytes, length, count, receivedAtMillis, receipt);
    if (refusal != null) {
      receipt.completed(refusal);
    }
  }

  private @Nullable Appended offer(
      byte[] bytes, int length, int count, long receivedAtMillis, Receipt receipt) {
    long size = (long) FrameFormat.HEADER_BYTES + length;
    lock.lock();
    try {
      if (failure != null) {
        return failure;
      }
      if (closed) {
        return new Appended.Failed("spool is closed");
      }
      var full = room.refuse(size);
      if (full != null) {
        return new Appended.Full(full);
      }
      boolean first = gathering.isEmpty();
      gathering.add(bytes, length, count, receivedAtMillis, receipt);
      room.take(size);
      if (first) {
        work.signal();
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Has the writer do something between two groups. */
  void submit(FutureTask<?> chore) throws IOException {
    lock.lock();
    try {
      if (closed) {
        throw new IOException("spool is closed");
      }
      chores.add(chore);
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there is something to do, which while it is full there is from time to time.
   *
   * @param maxNanos when there is something else to do
   * @return false when it is closed and nothing is left
   */
  boolean awaitWork(long maxNanos) {
    lock.lock();
    try {
      long start = System.nanoTime();
      while (gathering.isEmpty() && chores.isEmpty()) {
        if (closed) {
          return false;
        }
        boolean isReview = room.full() != null && failure == null;
        long max = isReview ? Math.min(maxNanos, REVIEW_NANOS) : maxNanos;
        long left = max - (System.nanoTime() - start);
        if (left <= 0) {
          return true;
        }
        work.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException e) {
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Nullable FutureTask<?> chore() {
    lock.lock();
    try {
      return chores.poll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes what has gathered, and leaves an empty group in its place. */
  Group swap(Group empty) {
    lock.lock();
    try {
      var gathered = gathering;
      gathering = empty;
      return gathered;
    } finally {
      lock.unlock();
    }
  }

  /** A part of a group is on disk; readers may see it. */
  void landed(Landing landing) {
    lock.lock();
    try {
      room.settle(landing.bytes());
      room.onDisk(landing.bytesOnDisk());
      ages.add(next, landing.receivedAtMillis());
      acknowledged += landing.next() - next;
      next = landing.next();
      syncs++;
      syncNanos += landing.syncNanos();
      durable.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * A part of a group that is on disk.
   *
   * @param next the sequence after it
   * @param bytesOnDisk bytes that the spool has on disk with it
   */
  record Landing(long next, int bytes, long bytesOnDisk, long receivedAtMillis, long syncNanos) {}

  /** Bytes were refused that were in flight; it is full for this reason from now on. */
  void refused(int bytes, @Nullable String full) {
    lock.lock();
    try {
      room.settle(bytes);
      if (full != null) {
        room.fill(full);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Judges again whether there is room.
   *
   * @return whether it is full
   */
  boolean review(long bytesOnDisk, long freeBytes) {
    lock.lock();
    try {
      room.onDisk(bytesOnDisk);
      room.review(freeBytes);
      return room.full() != null;
    } finally {
      lock.unlock();
    }
  }

  void delivered(long sequence) {
    lock.lock();
    try {
      delivered = sequence;
      ages.deliver(sequence);
    } finally {
      lock.unlock();
    }
  }

  Appended.@Nullable Failed failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more, ever; false when that was so before. */
  boolean fail(String reason) {
    lock.lock();
    try {
      boolean first = failure == null;
      if (first) {
        failure = new Appended.Failed(reason);
      }
      durable.signalAll();
      return first;
    } finally {
      lock.unlock();
    }
  }

  boolean await(long sequence, Duration max) throws InterruptedException {
    long left = max.toNanos();
    lock.lockInterruptibly();
    try {
      while (next <= sequence && left > 0 && !closed) {
        left = durable.awaitNanos(left);
      }
      return next > sequence;
    } finally {
      lock.unlock();
    }
  }

  SpoolState state() {
    lock.lock();
    try {
      var trouble = failure != null ? failure.reason() : closed ? "spool is closed" : room.full();
      return new SpoolState(
          trouble,
          failure != null,
          room.onDisk(),
          next,
          delivered,
          delivered < next ? ages.oldestMillis(delivered) : 0,
          acknowledged,
          syncs,
          syncNanos,
          damage.records());
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      work.signal();
      durable.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
