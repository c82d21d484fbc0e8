package dev.inlet.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Walks the frames of one segment file, and never looks beyond the limit it is given.
 *
 * <p>A frame is taken only when its checksum is right and its sequence is not below those before.
 */
final class FrameScan {
  private final Disk.DiskFile file;
  private final long salt;
  private final Checksum checksum;
  private ByteBuffer window;
  private long windowAt;
  private long position;
  private long expected;

  FrameScan(Disk.DiskFile file, Segment segment, Checksum checksum, ByteBuffer window) {
    this.file = file;
    this.salt = segment.salt();
    this.checksum = checksum;
    this.window = window.clear().limit(0);
    this.position = SegmentFormat.HEADER_BYTES;
    this.expected = segment.base();
  }

  Disk.DiskFile file() {
    return file;
  }

  /** The buffer, for the scan that follows this one. */
  ByteBuffer window() {
    return window;
  }

  long position() {
    return position;
  }

  /** The sequence after the last frame taken. */
  long expected() {
    return expected;
  }

  /** Moves over the zeros before a group; false when nothing is left. */
  boolean hasNext(long limit) throws IOException {
    long sector = SegmentFormat.sector(position);
    if (isZero(Math.min(sector, limit), limit) && !isFrame(position, limit)) {
      position = sector;
    }
    if (nextIsOnPage(limit)) {
      position = SegmentFormat.page(position);
    }
    return position < limit;
  }

  /**
   * Whether there is nothing but zeros up to the next page, and the frame that begins there is the
   * very next one. Zeros alone do not tell: a small group can follow in any of their sectors, and
   * they can be what is left of one.
   */
  private boolean nextIsOnPage(long limit) throws IOException {
    long page = SegmentFormat.page(position);
    return page < limit
        && isZero(page, limit)
        && isFrame(page, limit)
        && FrameFormat.sequence(window, at(page)) == expected;
  }

  /** The frame at the position, which then moves behind it; null when there is no whole frame. */
  @Nullable Frame next(long limit) throws IOException {
    if (!isFrame(position, limit)) {
      return null;
    }
    var frame = FrameFormat.frame(window, at(position));
    position += FrameFormat.bytes(window, at(position));
    expected = frame.last() + 1;
    return frame;
  }

  /**
   * Moves on to the next whole frame, or to the limit when there is none.
   *
   * @param sequenceAtLimit the sequence of the first line behind the limit
   * @return how many lines are missing in between
   */
  long skip(long limit, long sequenceAtLimit) throws IOException {
    do {
      position++;
    } while (position < limit && !isFrame(position, limit));
    long found = position < limit ? FrameFormat.sequence(window, at(position)) : sequenceAtLimit;
    return Math.max(0, found - expected);
  }

  /** Whether a whole BATCH_START frame lies anywhere behind the position. */
  boolean batchStartsBehind(long limit) throws IOException {
    for (long at = SegmentFormat.sector(position + 1);
        at < limit;
        at = SegmentFormat.sector(at + 1)) {
      if (isFrame(at, limit) && FrameFormat.startsBatch(window, at(at))) {
        return true;
      }
    }
    return false;
  }

  /** Whether there are bytes up to this place, and all are zero. */
  private boolean isZero(long to, long limit) throws IOException {
    if (position >= to || !fill(position, (int) (to - position), limit)) {
      return false;
    }
    int at = at(position);
    int end = at(to);
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      if (window.getLong(at) != 0) {
        return false;
      }
    }
    while (at < end && window.get(at) == 0) {
      at++;
    }
    return at == end;
  }

  private boolean isFrame(long at, long limit) throws IOException {
    return fill(at, FrameFormat.HEADER_BYTES, limit)
        && FrameFormat.isPlausible(window, at(at), limit - at, expected)
        && fill(at, FrameFormat.bytes(window, at(at)), limit)
        && FrameFormat.isWhole(window, at(at), salt, checksum);
  }

  private int at(long place) {
    return (int) (place - windowAt);
  }

  /** Brings these bytes into the window; false when there are not as many. */
  private boolean fill(long from, int bytes, long limit) throws IOException {
    if (from >= windowAt && from + bytes <= windowAt + window.limit()) {
      return true;
    }
    if (from + bytes > limit) {
      return false;
    }
    if (window.capacity() < bytes) {
      window = ByteBuffer.allocate(Math.max(bytes, 2 * window.capacity()));
    }
    windowAt = from;
    window.clear().limit((int) Math.min(window.capacity(), limit - from));
    DiskFiles.read(file, window, from);
    window.flip();
    return window.limit() >= bytes;
  }
}
