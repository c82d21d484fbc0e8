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

  /**
   * For so many groups like it, zeros are written behind a small group, and synced with the next
   * one. They then lie within the file's size, so their syncs have no metadata to write and take
   * half as long. More zeros at once would be cheaper, but who comes meanwhile waits for them.
   */
  private static final int AHEAD_GROUPS = 16;

  private static final int AHEAD_BYTES_MIN = 64 << 10;

  /** Groups above it take so long that a file which grows costs them little. */
  private static final int SMALL_GROUP_BYTES = 16 << 10;

  /**
   * So many small groups in a row have zeros written for those that follow. One among large groups
   * would have them written for nothing, as the large ones go over them.
   */
  private static final int SMALL_IN_A_ROW = 8;

  /**
   * So many groups in a row are written in whole pages, the first of which fills one. One that does
   * not would else have the kernel read what is on its page, as that went past the cache.
   */
  private static final int PAGED_IN_A_ROW = 8;

  private static final ByteBuffer ZEROS = Group.pages(AHEAD_GROUPS * SMALL_GROUP_BYTES);

  private final ByteBuffer seen = ByteBuffer.allocateDirect(AHEAD_BYTES_MIN);
  private final Path folder;
  private final Disk disk;
  private final long segmentBytes;
  private final ConcurrentSkipListMap<Long, Segment> segments;
  private Segment active;
  private Disk.DiskFile file;
  private boolean old;
  private long fileBytes;
  private int smallInARow;
  private int stillPaged;
  private long bytes;

  SegmentLog(
      Path folder,
      Disk disk,
      long segmentBytes,
      ConcurrentSkipListMap<Long, Segment> segments,
      Disk.DiskFile file,
      boolean old) {
    this.folder = folder;
    this.disk = disk;
    this.segmentBytes = segmentBytes;
    this.segments = segments;
    this.active = segments.lastEntry().getValue();
    this.file = file;
    this.old = old;
    this.fileBytes = active.end();
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

  /**
   * How many bytes fit: none into a segment of an older format. A group can go beyond by less than
   * two pages.
   */
  long room() {
    return old ? 0 : segmentBytes - SegmentFormat.sector(active.end());
  }

  long bytes() {
    return bytes;
  }

  /**
   * Puts frames at the end, and syncs them.
   *
   * @param frames a group, behind which there are zeros as far as the buffer goes
   * @return nanoseconds that the sync took
   */
  long write(ByteBuffer frames) throws IOException {
    int groupBytes = frames.remaining();
    boolean fillsPage = groupBytes >= SegmentFormat.PAGE_BYTES;
    stillPaged = fillsPage ? PAGED_IN_A_ROW : Math.max(0, stillPaged - 1);
    long position = start(active.end());
    long end = position + groupBytes;
    if (isPaged()) {
      frames.limit(frames.capacity());
    }
    smallInARow = groupBytes > SMALL_GROUP_BYTES ? 0 : Math.min(SMALL_IN_A_ROW, smallInARow + 1);
    try {
      fileBytes = Math.max(fileBytes, position + frames.remaining());
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

  /** Writes zeros for groups of this size, when small ones follow each other and none fits. */
  void layOut(int groupBytes) throws DiskFailed {
    long from = SegmentFormat.page(active.end());
    long each = start(groupBytes); // What such a group takes.
    long wanted = Math.max(AHEAD_GROUPS * each, AHEAD_BYTES_MIN);
    long pages = Math.min(wanted, segmentBytes - from) / SegmentFormat.PAGE_BYTES;
    if (smallInARow < SMALL_IN_A_ROW || pages <= 0 || from + each <= fileBytes) {
      return;
    }
    int zeros = (int) pages * SegmentFormat.PAGE_BYTES;
    fileBytes = from + zeros;
    try {
      file.write(ZEROS.slice(0, zeros), from);
      if (!isPaged()) {
        // What was written past the kernel's cache is read back into it: where a group fills no
        // page, the kernel writes the rest of it, and would read each page first.
        DiskFiles.read(file, seen.clear().limit(zeros), from);
      }
    } catch (IOException e) {
      cutBack();
    }
  }

  /** Whether the last group is written in whole pages. */
  private boolean isPaged() {
    return stillPaged > 0;
  }

  /** The first place from this one on where it begins. */
  private long start(long position) {
    return isPaged() ? SegmentFormat.page(position) : SegmentFormat.sector(position);
  }

  /** Takes the zeros behind the last group off the file, durably. */
  void trim() throws IOException {
    if (fileBytes > active.end()) {
      file.truncate(active.end());
      DiskFiles.sync(file);
      fileBytes = active.end();
    }
  }

  /** Goes on in a new segment. What comes after one that is sealed would pass for damage in it. */
  void roll(long base) throws IOException {
    trim();
    var path = SegmentFormat.file(folder, base);
    long salt = salt();
    var opened = create(folder, disk, base, salt);
    var segment = new Segment(path, base, salt, SegmentFormat.HEADER_BYTES);
    DiskFiles.close(file);
    file = opened;
    segments.put(base, segment);
    active.seal(segment);
    active = segment;
    old = false;
    fileBytes = segment.end();
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
      fileBytes = active.end();
    } catch (IOException e) {
      throw new DiskFailed("a failed write was not cut back", e);
    }
  }
}
