package dev.inlet.spool;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A segment file, as the writer tells its readers of it.
 *
 * <p>The readers walk from each to the one after it, so none is skipped while segments come and go.
 */
final class Segment {
  private final Path file;
  private final long base;
  private final long salt;
  private volatile long end;
  private volatile @Nullable Segment after;
  private volatile boolean gone;

  Segment(Path file, long base, long salt, long end) {
    this.file = file;
    this.base = base;
    this.salt = salt;
    this.end = end;
  }

  Path file() {
    return file;
  }

  String name() {
    return String.valueOf(file.getFileName());
  }

  long base() {
    return base;
  }

  long salt() {
    return salt;
  }

  /** Bytes of the file that are on disk. */
  long end() {
    return end;
  }

  boolean isEmpty() {
    return end <= SegmentFormat.HEADER_BYTES;
  }

  /** The segment that follows; when there is one, this one's end is final. */
  @Nullable Segment after() {
    return after;
  }

  /** Whether the file was deleted, because all in it is delivered. */
  boolean isGone() {
    return gone;
  }

  /** What lies behind this position is not on disk, or was acknowledged to nobody. */
  void end(long position) {
    end = position;
  }

  void seal(Segment next) {
    after = next;
  }

  void delete() {
    gone = true;
  }
}
