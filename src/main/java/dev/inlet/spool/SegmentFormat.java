package dev.inlet.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A segment file: a header, and then groups of frames.
 *
 * <p>Its name is the sequence it begins with, in 19 digits, and {@code .segment}. All numbers are
 * big-endian. The header is there twice, in two sectors, at 0 and at 512, for without its salt no
 * frame of the segment can be told from noise:
 *
 * <pre>
 * offset  bytes  what
 *      0      8  "INLETSPL"
 *      8      4  version of the format, 2
 *     12      8  base: no line in the segment has a lower sequence
 *     20      8  salt, random: a frame of another segment is no frame here
 *     28      4  CRC32C of the 28 bytes before
 *     32    480  zero
 * </pre>
 *
 * <p>The frames begin at 1024; see {@link FrameFormat}. Each group begins on a sector of its own,
 * with zeros before it: so no write ever touches a sector that holds something acknowledged, and
 * one that is torn cannot take it along. A group that fills a page begins on one, so that it can go
 * to the disk without a copy, and so do some behind it. The last segment may end in zeros, laid out
 * for groups to come.
 *
 * <p>In version 1 large groups began on a sector like all others. Which of them begin on a page is
 * up to who writes: a reader finds them on either.
 */
final class SegmentFormat {
  static final int VERSION = 2;
  static final int HEADER_BYTES = 1024;
  static final int PAGE_BYTES = 4096;

  static final String SUFFIX = ".segment";

  private static final int SECTOR_BYTES = 512;
  private static final int CRC_AT = 28;
  private static final long MAGIC =
      ByteBuffer.wrap("INLETSPL".getBytes(StandardCharsets.US_ASCII)).getLong();

  private SegmentFormat() {}

  static Path file(Path folder, long base) {
    return folder.resolve(String.format(Locale.ROOT, "%019d%s", base, SUFFIX));
  }

  static boolean isName(String name) {
    return name.matches("\\d{19}\\.segment");
  }

  static long base(String name) {
    return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
  }

  /** The first place from this one on where a sector begins. */
  static long sector(long position) {
    return (position + SECTOR_BYTES - 1) / SECTOR_BYTES * SECTOR_BYTES;
  }

  /** The first place from this one on where a page begins. */
  static long page(long position) {
    return (position + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
  }

  static ByteBuffer header(long base, long salt) {
    var header = ByteBuffer.allocate(HEADER_BYTES);
    for (int at = 0; at < HEADER_BYTES; at += SECTOR_BYTES) {
      header.putLong(at, MAGIC).putInt(at + 8, VERSION).putLong(at + 12, base);
      header.putLong(at + 20, salt);
      header.putInt(at + CRC_AT, crc(header, at));
    }
    return header;
  }

  /** What a segment's header says. */
  record Header(long salt, int version) {}

  /**
   * The header of the segment with this base, or null when neither copy of it is whole.
   *
   * @throws SpoolRefused when a newer program wrote it
   */
  static @Nullable Header header(Disk.DiskFile file, Path path, long base) throws IOException {
    var header = ByteBuffer.allocate(HEADER_BYTES);
    DiskFiles.read(file, header, 0);
    int newest = VERSION;
    for (int at = 0; at < HEADER_BYTES; at += SECTOR_BYTES) {
      if (header.getLong(at) != MAGIC) {
        continue;
      }
      int version = header.getInt(at + 8);
      newest = Math.max(newest, version);
      boolean whole = header.getInt(at + CRC_AT) == crc(header, at);
      if (whole && version <= VERSION && header.getLong(at + 12) == base) {
        return new Header(header.getLong(at + 20), version);
      }
    }
    if (newest > VERSION) {
      throw new SpoolRefused(
          "The spool file %s has format %d, and this program knows format %d: a newer one wrote it."
              .formatted(path, newest, VERSION));
    }
    return null;
  }

  private static int crc(ByteBuffer header, int at) {
    return Checksum.CRC.of(0, header.slice(at, CRC_AT));
  }
}
