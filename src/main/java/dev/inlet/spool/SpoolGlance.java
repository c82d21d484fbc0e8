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
    return read(folder, disk, false, pending);
  }

  /** Reads no lines: how far delivery got is all that is known. */
  public static Optional<SpoolGlance> atCheckpoint(Path folder, Disk disk) throws IOException {
    if (!isSpool(folder, disk)) {
      return Optional.empty();
    }
    long delivered = CheckpointFile.read(folder, disk).delivered();
    return Optional.of(new SpoolGlance(SpoolId.read(folder, disk), delivered, delivered));
  }

  private static boolean isSpool(Path folder, Disk disk) throws IOException {
    return disk.exists(folder.resolve(SpoolId.NAME))
        && disk.exists(folder.resolve(CheckpointFile.NAME));
  }

  /** Reads all lines that are in the segments, also those that are delivered. */
  public static Optional<SpoolGlance> readAll(Path folder, Disk disk, Consumer<Frame> frames)
      throws IOException {
    return read(folder, disk, true, frames);
  }

  private static Optional<SpoolGlance> read(
      Path folder, Disk disk, boolean isAll, Consumer<Frame> frames) throws IOException {
    if (!isSpool(folder, disk)) {
      return Optional.empty();
    }
    for (int attempt = 1; ; attempt++) {
      var opened = new ArrayList<Opened>();
      try {
        long delivered = CheckpointFile.read(folder, disk).delivered();
        long from = isAll ? 0 : delivered;
        open(folder, disk, from, opened);
        long next = Math.max(delivered, read(opened, from, frames));
        return Optional.of(new SpoolGlance(SpoolId.read(folder, disk), delivered, next));
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
  private static void open(Path folder, Disk disk, long from, List<Opened> opened)
      throws IOException {
    var bases =
        disk.list(folder).stream()
            .filter(SegmentFormat::isName)
            .map(SegmentFormat::base)
            .sorted()
            .toList();
    for (int i = 0; i < bases.size(); i++) {
      boolean isBelow = i + 1 < bases.size() && bases.get(i + 1) <= from;
      if (!isBelow) {
        var path = SegmentFormat.file(folder, bases.get(i));
        opened.add(new Opened(path, bases.get(i), disk.openToRead(path)));
      }
    }
  }

  private static long read(List<Opened> opened, long from, Consumer<Frame> frames)
      throws IOException {
    long next = from;
    for (int i = 0; i < opened.size(); i++) {
      long after = i + 1 < opened.size() ? opened.get(i + 1).base() : Long.MAX_VALUE;
      next = Math.max(next, read(opened.get(i), after, from, frames));
    }
    return next;
  }

  private static long read(Opened in, long after, long from, Consumer<Frame> frames)
      throws IOException {
    long end = in.file().size();
    var header = SegmentFormat.header(in.file(), in.path(), in.base());
    if (header == null) {
      return in.base();
    }
    var segment = new Segment(in.path(), in.base(), header.salt(), end);
    var scan = new FrameScan(in.file(), segment, Checksum.CRC, ByteBuffer.allocate(WINDOW_BYTES));
    while (scan.hasNext(end)) {
      var frame = scan.next(end);
      if (frame == null) {
        scan.skip(end, after);
      } else if (frame.last() >= from) {
        frames.accept(frame);
      }
    }
    return scan.expected();
  }

  private record Opened(Path path, long base, Disk.DiskFile file) {}
}
