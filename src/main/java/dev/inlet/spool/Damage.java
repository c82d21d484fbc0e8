package dev.inlet.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets aside the bytes that have rotted, and reports and counts each place once.
 *
 * <p>They are copied to {@code <segment>.damaged}, to the same position that they have in the
 * segment, so that doing it again changes nothing.
 */
final class Damage {
  static final String SUFFIX = ".damaged";

  private static final Logger LOG = LoggerFactory.getLogger(Damage.class);

  private final Disk disk;
  private final Set<Place> known = new HashSet<>();
  private long records;

  Damage(Disk disk) {
    this.disk = disk;
  }

  /** These bytes of a segment are not what was written; so many lines were in them. */
  synchronized void found(Path segment, Disk.DiskFile file, long from, long to, long lines) {
    if (!known.add(new Place(segment, from))) {
      return;
    }
    records += lines;
    LOG.error(
        "records are damaged segment={} position={} bytes={} lines={}",
        segment.getFileName(),
        from,
        to - from,
        lines);
    try {
      setAside(segment, file, from, to);
    } catch (IOException e) {
      LOG.warn("damaged records were not set aside reason={}", e.getMessage());
    }
  }

  /** A whole segment, of which nothing can be read any more. */
  synchronized void lost(Path segment, long bytes) {
    records++;
    LOG.error("segment is damaged segment={} bytes={}", segment.getFileName(), bytes);
  }

  synchronized long records() {
    return records;
  }

  private void setAside(Path segment, Disk.DiskFile file, long from, long to) throws IOException {
    var path = segment.resolveSibling(segment.getFileName() + SUFFIX);
    try (var aside = disk.exists(path) ? disk.open(path) : disk.create(path)) {
      DiskFiles.copy(file, aside, from, to);
      aside.sync();
    }
  }

  private record Place(Path segment, long position) {}
}
