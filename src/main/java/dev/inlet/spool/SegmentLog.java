package dev.inlet.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments, the last of which is written.
 *
 * <p>Each method either does what it says durably, or throws and has changed nothing that is read.
 * After a {@link DiskFailed} nothing more may be written. For the writer's thread, but {@link
 * #segment}.
 */
final class SegmentLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentLog.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path folder;
  private final Disk disk;
  private final long segmentBytes;
  private final ConcurrentSkipListMap<Long, Segment> segments;
  private Segment active;
  private Disk.DiskFile file;
  private long bytes;

  SegmentLog(
      Path folder,
      Disk disk,
      long segmentBytes,
      ConcurrentSkipListMap<Long, Segment> segments,
      Disk.DiskFile file) {
    this.folder = folder;
    this.disk = disk;
    this.segmentBytes = segmentBytes;
    this.segments = segments;
    this.active = segments.lastEntry().getValue();
    this.file = file;
    this.bytes = segments.values().stream().mapToLong(Segment::end).sum();
  }

  /** The segment that holds this sequence, or the one nearest to it. */
  Segment segment(long sequence) {
    var entry = segments.floorEntry(sequence);
    return (entry == null ? segments.firstEntry() : entry).getValue();
  }

  Segment active() {
    return active;
  }

  long room() {
    return segmentBytes - SegmentFormat.sector(active.end());
  }

  long bytes() {
    return bytes;
  }

  /**
   * Puts frames at the end, and syncs them.
   *
   * @return nanoseconds that the sync took
   */
  long write(ByteBuffer frames) throws IOException {
    long position = SegmentFormat.sector(active.end());
    long end = position + frames.remaining();
    try {
      file.write(frames, position);
    } catch (IOException e) {
      cutBack();
      throw e;
    }
    long start = System.nanoTime();
    DiskFiles.sync(file);
    long nanos = System.nanoTime() - start;
    bytes += end - active.end();
    active.end(end);
    return nanos;
  }

  /** Goes on in a new segment. */
  void roll(long base) throws IOException {
    var path = SegmentFormat.file(folder, base);
    long salt = salt();
    var opened = create(folder, disk, base, salt);
    var segment = new Segment(path, base, salt, SegmentFormat.HEADER_BYTES);
    DiskFiles.close(file);
    file = opened;
    segments.put(base, segment);
    active.seal(segment);
    active = segment;
    bytes += segment.end();
  }

  static long salt() {
    return RANDOM.nextLong();
  }

  /** A new segment file, durable with its name. */
  static Disk.DiskFile create(Path folder, Disk disk, long base, long salt) throws IOException {
    var path = SegmentFormat.file(folder, base);
    if (disk.exists(path)) {
      disk.delete(path);
    }
    var created = disk.create(path);
    try {
      created.write(SegmentFormat.header(base, salt), 0);
      DiskFiles.sync(created);
      DiskFiles.syncFolder(folder, disk);
      return created;
    } catch (DiskFailed e) {
      DiskFiles.close(created);
      throw e;
    } catch (IOException e) {
      DiskFiles.close(created);
      disk.delete(path);
      throw e;
    }
  }

  /**
   * Deletes the segments that lie wholly below this sequence, but never the active one. What cannot
   * be deleted now is tried again the next time.
   */
  void deleteBelow(long delivered) {
    for (var first = segments.firstEntry().getValue(); ; ) {
      var after = first.after();
      if (after == null || after.base() > delivered) {
        return;
      }
      first.delete();
      try {
        disk.delete(first.file());
      } catch (IOException e) {
        LOG.warn("segment was not deleted segment={} reason={}", first.name(), e.getMessage());
        return;
      }
      segments.remove(first.base());
      bytes -= first.end();
      first = after;
    }
  }

  @Override
  public void close() {
    DiskFiles.close(file);
  }

  private void cutBack() throws DiskFailed {
    try {
      file.truncate(active.end());
      file.sync();
    } catch (IOException e) {
      throw new DiskFailed("a failed write was not cut back", e);
    }
  }
}
