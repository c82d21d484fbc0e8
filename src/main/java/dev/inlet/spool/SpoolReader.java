package dev.inlet.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the durable frames of a spool in order. For one thread.
 *
 * <p>It has a channel of its own, and skips nothing but what is damaged, and what was deleted
 * because it is delivered. After an exception it goes on where it was.
 */
public final class SpoolReader implements AutoCloseable {
  private static final int WINDOW_BYTES = 256 << 10;

  private final Disk disk;
  private final Checksum checksum;
  private final Damage damage;
  private Segment segment;
  private long from;
  private @Nullable FrameScan scan;
  private ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES);

  SpoolReader(Segment start, long from, Disk disk, Checksum checksum, Damage damage) {
    this.segment = start;
    this.from = from;
    this.disk = disk;
    this.checksum = checksum;
    this.damage = damage;
  }

  /** The next durable frame, or null when there is none yet. */
  public @Nullable Frame next() throws IOException {
    try {
      var frame = find();
      from = frame == null ? from : frame.last() + 1;
      return frame;
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private @Nullable Frame find() throws IOException {
    while (true) {
      var after = segment.after();
      long end = segment.end();
      var frames = scan == null ? open() : scan;
      if (frames == null || !frames.hasNext(end)) {
        if (after == null) {
          return null;
        }
        close();
        segment = after;
      } else {
        var frame = read(frames, end, after);
        if (frame != null && frame.last() >= from) {
          return frame;
        }
      }
    }
  }

  @Override
  public void close() {
    if (scan != null) {
      window = scan.window();
      DiskFiles.close(scan.file());
      scan = null;
    }
  }

  private @Nullable Frame read(FrameScan frames, long end, @Nullable Segment after)
      throws IOException {
    var frame = frames.next(end);
    if (frame == null) {
      long bad = frames.position();
      long lines = frames.skip(end, after == null ? frames.expected() : after.base());
      damage.found(segment.file(), frames.file(), bad, frames.position(), lines);
    }
    return frame;
  }

  private @Nullable FrameScan open() throws IOException {
    Disk.DiskFile opened;
    try {
      opened = disk.openToRead(segment.file());
    } catch (IOException e) {
      if (segment.isGone()) {
        return null;
      }
      throw e;
    }
    var frames = new FrameScan(opened, segment, checksum, window);
    scan = frames;
    return frames;
  }
}
