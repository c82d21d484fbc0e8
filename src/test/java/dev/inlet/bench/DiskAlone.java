package dev.inlet.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * What nobody can beat who answers only when it is on disk: requests come at a fixed rate, and all
 * that have come are written and synced at once. Nothing else is done with them.
 */
final class DiskAlone implements AutoCloseable {
  /** As a server in a comparison. */
  static final String NAME = "s";

  private static final int EVENT_BYTES = 330;
  private static final int FILE_BYTES = 64 << 20;
  private static final int BYTES_MAX = 1 << 20;
  private static final double NANOS = 1e9;

  private final ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES_MAX);
  private final FileChannel file;
  private long position;

  /**
   * In a file there, which has all the bytes that it will ever have before anything is measured.
   */
  DiskAlone(Path folder) throws IOException {
    file =
        FileChannel.open(
            folder.resolve("disk"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    for (int at = 0; at < FILE_BYTES; at += BYTES_MAX) {
      file.write(bytes.clear(), at);
    }
    file.force(true);
  }

  /** How long each waits from when it was due until it is safe. */
  Latencies run(Kind kind, double perSecond, Duration time) throws IOException {
    long requestBytes = (long) kind.events() * EVENT_BYTES;
    var nanos = new long[(int) Math.max(1, perSecond * time.toMillis() / 1000)];
    double between = NANOS / perSecond;
    long start = System.nanoTime();
    for (int safe = 0; safe < nanos.length; ) {
      long now = System.nanoTime();
      int come = Math.min(nanos.length, 1 + (int) ((now - start) / between));
      if (come > safe) {
        make(Math.min((come - safe) * requestBytes, BYTES_MAX));
        long then = System.nanoTime();
        for (; safe < come; safe++) {
          nanos[safe] = then - start - (long) (safe * between);
        }
      }
    }
    return Latencies.of(nanos);
  }

  private void make(long size) throws IOException {
    if (position + size > FILE_BYTES) {
      position = 0;
    }
    position += file.write(bytes.clear().limit((int) size), position);
    file.force(false);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
