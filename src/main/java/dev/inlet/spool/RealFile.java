package dev.inlet.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An open file of the machine. Only one thread writes to it.
 *
 * <p>Whole pages, on pages of memory and of the file, go to the disk from where they are: a copy of
 * them in the kernel's cache costs more than all else that is done with them here, and what the
 * cache writes can wait for threads of the kernel that wait for a core. The rest goes through the
 * cache.
 */
final class RealFile implements Disk.DiskFile {
  /** Not known to all that run Java; nor does each file system take it. */
  private static final @Nullable OpenOption DIRECT = direct();

  private final Path path;
  private final FileChannel channel;
  private @Nullable FileChannel direct;
  private boolean isDirectRefused = DIRECT == null;

  RealFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  private static @Nullable OpenOption direct() {
    try {
      var options = Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants();
      return Stream.of(options)
          .filter(option -> option.toString().equals("DIRECT"))
          .map(OpenOption.class::cast)
          .findFirst()
          .orElse(null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  @Override
  public void write(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    if (mayGoDirectly(bytes, position)) {
      at += writePages(bytes, position);
    }
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  private boolean mayGoDirectly(ByteBuffer bytes, long position) {
    return !isDirectRefused
        && bytes.remaining() >= SegmentFormat.PAGE_BYTES
        && bytes.isDirect()
        && bytes.alignmentOffset(bytes.position(), SegmentFormat.PAGE_BYTES) == 0
        && position % SegmentFormat.PAGE_BYTES == 0;
  }

  /**
   * Writes the whole pages of these bytes.
   *
   * @return how many bytes were written; none when the disk does not take them so
   */
  private int writePages(ByteBuffer bytes, long position) {
    int whole = bytes.remaining() / SegmentFormat.PAGE_BYTES * SegmentFormat.PAGE_BYTES;
    try {
      int written = directly().write(bytes.slice(bytes.position(), whole), position);
      bytes.position(bytes.position() + written);
      return written;
    } catch (IOException | UnsupportedOperationException e) {
      isDirectRefused = true;
      return 0;
    }
  }

  private FileChannel directly() throws IOException {
    var open = direct;
    if (open == null) {
      open = FileChannel.open(path, StandardOpenOption.WRITE, DIRECT);
      direct = open;
    }
    return open;
  }

  @Override
  public int read(ByteBuffer bytes, long position) throws IOException {
    return channel.read(bytes, position);
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void truncate(long size) throws IOException {
    channel.truncate(size);
  }

  @Override
  public void sync() throws IOException {
    channel.force(false);
  }

  @Override
  public boolean tryLock() throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    try (var closed = direct) {
      channel.close();
    }
  }
}
