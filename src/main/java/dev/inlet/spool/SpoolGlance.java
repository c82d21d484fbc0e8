package dev.inlet.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A look into a spool's folder from outside, whether a process has it or not: it takes no lock and
 * changes nothing.
 *
 * @param id of the spool
 * @param delivered every line below this sequence is delivered
 * @param next the sequence after the last line that was found
 */
public record SpoolGlance(String id, long delivered, long next) {
  private static final int WINDOW_BYTES = 256 << 10;
  private static final int ATTEMPTS_MAX = 10;

  /**
   * Reads the lines that are not delivered, in order. What is written meanwhile may be seen or not;
   * what is delivered meanwhile is still seen.
   *
   * @return nothing when there is no spool in this folder
   */
  public static Optional<SpoolGlance> read(Path folder, Disk disk, Consumer<Frame> pending)
      throws IOException {
    if (!disk.exists(folder.resolve(SpoolId.NAME))
        || !disk.exists(folder.resolve(CheckpointFile.NAME))) {
      return Optional.empty();
    }
    for (int attempt = 1; ; attempt++) {
      var opened = new ArrayList<Opened>();
      try {
        long delivered = CheckpointFile.read(folder, disk).delivered();
        open(folder, disk, delivered, opened);
        return Optional.of(
            new SpoolGlance(
                SpoolId.read(folder, disk), delivered, read(opened, delivered, pending)));
      } catch (NoSuchFileException e) {
        if (attempt == ATTEMPTS_MAX) {
          throw e;
        }
      } finally {
        opened.forEach(segment -> DiskFiles.close(segment.file()));
      }
    }
  }

  /**
   * Opens all segments before any is read, as one that is open may be deleted and still be read.
   */
  private static void open(Path folder, Disk disk, long delivered, List<Opened> opened)
      throws IOException {
    var bases =
        disk.list(folder).stream()
            .filter(SegmentFormat::isName)
            .map(SegmentFormat::base)
            .sorted()
            .toList();
    for (int i = 0; i < bases.size(); i++) {
      boolean isBelow = i + 1 < bases.size() && bases.get(i + 1) <= delivered;
      if (!isBelow) {
        var path = SegmentFormat.file(folder, bases.get(i));
        opened.add(new Opened(path, bases.get(i), disk.openToRead(path)));
      }
    }
  }

  private static long read(List<Opened> opened, long delivered, Consumer<Frame> pending)
      throws IOException {
    long next = delivered;
    for (int i = 0; i < opened.size(); i++) {
      long after = i + 1 < opened.size() ? opened.get(i + 1).base() : Long.MAX_VALUE;
      next = Math.max(next, read(opened.get(i), after, delivered, pending));
    }
    return next;
  }

  private static long read(Opened from, long after, long delivered, Consumer<Frame> pending)
      throws IOException {
    long end = from.file().size();
    var salt = SegmentFormat.salt(from.file(), from.path(), from.base());
    if (salt == null) {
      return from.base();
    }
    var segment = new Segment(from.path(), from.base(), salt, end);
    var scan = new FrameScan(from.file(), segment, Checksum.CRC, ByteBuffer.allocate(WINDOW_BYTES));
    while (scan.hasNext(end)) {
      var frame = scan.next(end);
      if (frame == null) {
        scan.skip(end, after);
      } else if (frame.last() >= delivered) {
        pending.accept(frame);
      }
    }
    return scan.expected();
  }

  private record Opened(Path path, long base, Disk.DiskFile file) {}
}
