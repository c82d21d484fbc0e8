package dev.inlet.delivery;

import dev.inlet.spool.Frame;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides where a batch ends.
 *
 * <p>A batch holds whole frames of one hour, and no more bytes of lines than the maximum, unless
 * its only frame is larger. It ends when the next frame does not belong to it, or when nothing more
 * is there to read and its oldest frame has waited for the linger. What a frame waited before it
 * was seen counts, so a backlog is not delayed; and while there is more to read the batch goes on
 * filling, so a backlog is not cut small either.
 */
final class Batcher {
  private final Compression compression;
  private final long bytesMax;
  private final long lingerNanos;
  private @Nullable Filling filling;

  Batcher(DeliveryConfig config) {
    compression = config.compression();
    bytesMax = config.objectBytesMax();
    lingerNanos = config.lingerMax().toNanos();
  }

  boolean isEmpty() {
    return filling == null;
  }

  /** Whether the frame belongs to the batch that is filling. */
  boolean takes(Frame frame) {
    return filling == null
        || (filling.hour == Cut.hourOf(frame.receivedAtMillis())
            && filling.bytes + frame.lines().remaining() <= bytesMax);
  }

  /**
   * Adds a frame that it takes.
   *
   * @param age how long ago it was received
   * @param nanos when it was seen, on a clock that nobody sets
   */
  void add(Frame frame, Duration age, long nanos) {
    long waited = Math.clamp(saturatedNanos(age), 0, lingerNanos);
    long due = nanos + lingerNanos - waited;
    filling =
        filling == null
            ? new Filling(
                frame.first(),
                frame.last(),
                Cut.hourOf(frame.receivedAtMillis()),
                frame.lines().remaining(),
                due)
            : filling.plus(frame.last(), frame.lines().remaining(), due);
  }

  /** How long until the batch has lingered enough; not above 0 when it has. */
  long nanosUntilDue(long nanos) {
    return filling == null ? Long.MAX_VALUE : filling.due - nanos;
  }

  /** Ends the batch that is filling; there must be one. */
  Cut cut() {
    if (filling == null) {
      throw new IllegalStateException("there is nothing to cut");
    }
    var cut = new Cut(filling.first, filling.last, filling.hour, compression);
    filling = null;
    return cut;
  }

  private static long saturatedNanos(Duration age) {
    return TimeUnit.NANOSECONDS.convert(age);
  }

  private record Filling(long first, long last, int hour, long bytes, long due) {
    Filling plus(long newLast, long moreBytes, long otherDue) {
      return new Filling(
          first, newLast, hour, bytes + moreBytes, otherDue - due < 0 ? otherDue : due);
    }
  }
}
