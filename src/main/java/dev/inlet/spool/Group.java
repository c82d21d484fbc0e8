package dev.inlet.spool;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The appends that wait for the disk together.
 *
 * <p>It is filled by those who append and emptied from its head by the writer, in parts that fit
 * into a segment; never both at once.
 */
final class Group {
  private static final Logger LOG = LoggerFactory.getLogger(Group.class);
  private static final int BYTES_MIN = 64 << 10;
  private static final int BYTES_MAX = Integer.MAX_VALUE - 2 * SegmentFormat.PAGE_BYTES;
  private static final int IDLE_BYTES_MAX = 8 << 20;
  private static final byte[] NOTHING = new byte[SegmentFormat.PAGE_BYTES];

  private ByteBuffer frames = pages(BYTES_MIN);
  private @Nullable Receipt[] receipts = new @Nullable Receipt[64];
  private int count;
  private int head;
  private int told;

  void add(byte[] bytes, int length, int lines, long receivedAtMillis, Receipt receipt) {
    reserve(FrameFormat.HEADER_BYTES + length);
    if (count == receipts.length) {
      receipts = Arrays.copyOf(receipts, count * 2);
    }
    FrameFormat.put(frames, bytes, length, lines, receivedAtMillis);
    receipts[count++] = receipt;
  }

  boolean isEmpty() {
    return head == frames.position();
  }

  /** Bytes of the frames at the head that fit into the room together. */
  int fitting(long room) {
    int at = head;
    while (at < frames.position() && at + FrameFormat.bytes(frames, at) - head <= room) {
      at += FrameFormat.bytes(frames, at);
    }
    return at - head;
  }

  int firstBytes() {
    return FrameFormat.bytes(frames, head);
  }

  long firstReceivedAtMillis() {
    return FrameFormat.receivedAtMillis(frames, head);
  }

  int bytes() {
    return frames.position() - head;
  }

  /**
   * Gives the frames at the head their place in the log.
   *
   * @return the sequence after the last of them
   */
  long seal(int bytes, long sequence, long salt, Checksum checksum) {
    long next = sequence;
    for (int at = head; at < head + bytes; at += FrameFormat.bytes(frames, at)) {
      int flags = at == head ? FrameFormat.BATCH_START : 0;
      FrameFormat.seal(frames, at, flags, next, salt, checksum);
      next += FrameFormat.count(frames, at);
    }
    return next;
  }

  /** The frames at the head. When they are all there are, zeros follow them up to a whole page. */
  ByteBuffer head(int bytes) {
    int end = head + bytes;
    if (end < frames.position()) {
      return frames.slice(head, bytes);
    }
    int pages = Math.min((int) SegmentFormat.page(bytes), frames.capacity() - head);
    frames.put(end, NOTHING, 0, head + pages - end);
    return frames.slice(head, pages).limit(bytes);
  }

  /** Tells those at the head that their lines are on disk, and lets go of them. */
  void durable(int bytes) {
    for (int end = head + bytes; head < end; head += FrameFormat.bytes(frames, head)) {
      long first = FrameFormat.sequence(frames, head);
      tell(new Appended.Durable(first, first + FrameFormat.count(frames, head) - 1));
    }
  }

  /** Tells all that are left that their lines are not kept, and lets go of them. */
  void refuse(Appended why) {
    while (told < count) {
      tell(why);
    }
    head = frames.position();
  }

  /** Makes it as new; one that has grown large for once does not stay so. */
  void clear() {
    if (frames.capacity() > IDLE_BYTES_MAX && frames.position() < frames.capacity() / 4) {
      frames = pages(BYTES_MIN);
    }
    frames.clear();
    count = 0;
    head = 0;
    told = 0;
  }

  private void tell(Appended what) {
    var receipt = receipts[told];
    receipts[told++] = null;
    try {
      if (receipt != null) {
        receipt.completed(what);
      }
    } catch (RuntimeException | Error e) {
      LOG.error("receipt failed exception={}", e.getClass().getName());
    }
  }

  /** A buffer of at least so many bytes, that a disk can take from where it is. */
  static ByteBuffer pages(int bytes) {
    int whole = (int) SegmentFormat.page(bytes);
    return ByteBuffer.allocateDirect(whole + SegmentFormat.PAGE_BYTES - 1)
        .alignedSlice(SegmentFormat.PAGE_BYTES);
  }

  private void reserve(int bytes) {
    if (frames.remaining() < bytes) {
      long wanted = Math.max(2L * frames.capacity(), (long) frames.position() + bytes);
      var larger = pages((int) Math.min(wanted, BYTES_MAX));
      frames = larger.put(frames.flip());
    }
  }
}
