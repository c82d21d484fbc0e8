package dev.inlet.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a folder that a crash left usable again.
 *
 * <p>Doing it twice gives the same as doing it once. What a crash can have left in memory only is
 * synced, so that all that is found here stays.
 */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
  private static final int WINDOW_BYTES = 256 << 10;

  private final Path folder;
  private final Disk disk;
  private final Checksum checksum;
  private final Damage damage;
  private final ConcurrentSkipListMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
  private final Ages ages = new Ages();
  private ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES);
  private long next;
  private boolean old;

  private Recovery(Path folder, Disk disk, Checksum checksum, Damage damage) {
    this.folder = folder;
    this.disk = disk;
    this.checksum = checksum;
    this.damage = damage;
  }

  /**
   * A spool as it is after a crash.
   *
   * @param segments what is kept, linked in order; the last goes on to be written
   * @param active the file of the last
   * @param next the sequence of the next line: above all that were ever acknowledged
   * @param old whether the last segment has an older format, and is not to be written to
   */
  record Recovered(
      ConcurrentSkipListMap<Long, Segment> segments,
      Disk.DiskFile active,
      CheckpointFile checkpoint,
      long next,
      boolean old,
      Ages ages) {}

  static Recovered recover(Path folder, Disk disk, Checksum checksum, Damage damage)
      throws IOException {
    return new Recovery(folder, disk, checksum, damage).run();
  }

  private Recovered run() throws IOException {
    for (var name : disk.list(folder)) {
      if (name.endsWith(NewFile.SUFFIX)) {
        disk.delete(folder.resolve(name));
      } else if (SegmentFormat.isName(name)) {
        find(folder.resolve(name), SegmentFormat.base(name));
      }
    }
    settleEmpty();
    var checkpoint =
        CheckpointFile.open(folder, disk, segments.isEmpty() ? next : segments.firstKey());
    try {
      long delivered = checkpoint.checkpoint().delivered();
      next = Math.max(next, delivered);
      verify(delivered);
      return new Recovered(segments, active(), checkpoint, next, old, ages);
    } catch (IOException e) {
      checkpoint.close();
      throw e;
    }
  }

  private void find(Path path, long base) throws IOException {
    next = base;
    try (var file = disk.openToRead(path)) {
      var header = SegmentFormat.header(file, path, base);
      long size = file.size();
      if (header != null || size <= SegmentFormat.HEADER_BYTES) {
        old = header != null && header.version() < SegmentFormat.VERSION;
        segments.put(
            base,
            header == null
                ? new Segment(path, base, 0, 0)
                : new Segment(path, base, header.salt(), size));
        return;
      }
      next = base + size;
      damage.lost(path, size);
    }
    disk.rename(path, path.resolveSibling(path.getFileName() + Damage.SUFFIX));
  }

  /**
   * A segment is sealed only after something was written to it. So an empty one was given up before
   * it was used, or it is the last and was about to be.
   */
  private void settleEmpty() throws IOException {
    for (var segment : segments.values()) {
      boolean last = segment.base() == segments.lastKey();
      if (segment.isEmpty() && (!last || isOvertaken(segment))) {
        disk.delete(segment.file());
        segments.remove(segment.base());
      } else if (segment.isEmpty()) {
        segments.put(segment.base(), begin(segment));
        old = false;
      }
    }
    Segment before = null;
    for (var segment : segments.values()) {
      if (before != null) {
        before.seal(segment);
      }
      before = segment;
    }
  }

  /** Whether lines with sequences from its base on went into the segment before it. */
  private boolean isOvertaken(Segment last) throws IOException {
    var before = segments.lowerEntry(last.base());
    if (before == null) {
      return false;
    }
    var segment = before.getValue();
    try (var file = disk.openToRead(segment.file())) {
      var scan = new FrameScan(file, segment, checksum, window);
      while (scan.hasNext(segment.end())) {
        if (scan.next(segment.end()) == null) {
          scan.skip(segment.end(), last.base());
        }
      }
      window = scan.window();
      return scan.expected() > last.base();
    }
  }

  /** Writes the header of an empty segment anew, for it may never have been synced. */
  private Segment begin(Segment empty) throws IOException {
    long salt = SegmentLog.salt();
    try (var file = disk.open(empty.file())) {
      file.write(SegmentFormat.header(empty.base(), salt), 0);
      file.sync();
    }
    return new Segment(empty.file(), empty.base(), salt, SegmentFormat.HEADER_BYTES);
  }

  private void verify(long delivered) throws IOException {
    for (var segment : segments.values()) {
      var after = segment.after();
      if (after == null || after.base() > delivered) {
        verify(segment, delivered);
      }
    }
  }

  private void verify(Segment segment, long delivered) throws IOException {
    try (var file = disk.open(segment.file())) {
      var after = segment.after();
      boolean active = after == null;
      var scan = new FrameScan(file, segment, checksum, window);
      while (scan.hasNext(segment.end())) {
        long position = scan.position();
        var frame = scan.next(segment.end());
        if (frame != null) {
          if (frame.last() >= delivered) {
            ages.add(frame.first(), frame.receivedAtMillis());
          }
        } else if (active && !scan.batchStartsBehind(segment.end())) {
          LOG.info("torn tail cut segment={} position={}", segment.name(), position);
          segment.end(position);
        } else {
          long lines = scan.skip(segment.end(), after == null ? next : after.base());
          damage.found(segment.file(), file, position, scan.position(), lines);
        }
      }
      next = Math.max(next, scan.expected());
      window = scan.window();
      if (active) {
        file.truncate(segment.end());
        file.sync();
      }
    }
  }

  private Disk.DiskFile active() throws IOException {
    if (segments.isEmpty()) {
      long salt = SegmentLog.salt();
      var file = SegmentLog.create(folder, disk, next, salt);
      var path = SegmentFormat.file(folder, next);
      segments.put(next, new Segment(path, next, salt, SegmentFormat.HEADER_BYTES));
      return file;
    }
    disk.syncFolder(folder);
    return disk.open(segments.lastEntry().getValue().file());
  }
}
