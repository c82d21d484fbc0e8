package dev.inlet.bench;

import dev.inlet.delivery.Compression;
import dev.inlet.process.LakeFolder;
import dev.inlet.spool.Disk;
import dev.inlet.spool.Frame;
import dev.inlet.spool.SpoolGlance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What a server keeps in its folder, seen from outside: it costs the server nothing to be looked
 * at.
 */
record Store(Path data) {
  private static final Duration DELIVERED_MAX = Duration.ofMinutes(15);
  private static final long REST_NANOS = 50_000_000;
  private static final int BUFFER_BYTES = 1 << 16;

  /** How many lines were ever made durable. */
  long lines() throws IOException {
    return glance(frame -> {}).next();
  }

  /** Waits until each of them is delivered. */
  void awaitDelivered() throws IOException, InterruptedException {
    var end = System.nanoTime() + DELIVERED_MAX.toNanos();
    long looked = System.nanoTime();
    for (var seen = glance(frame -> {});
        seen.delivered() < seen.next();
        seen = glance(frame -> {})) {
      if (System.nanoTime() > end) {
        throw new IOException("not all was delivered within " + DELIVERED_MAX);
      }
      rest(System.nanoTime() - looked);
      looked = System.nanoTime();
    }
  }

  /** The longer a look takes, as much is there to be read, the longer until the next one. */
  private static void rest(long lookNanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(Math.max(REST_NANOS, 2 * lookNanos));
  }

  /** How large its spool is on disk. */
  long spoolBytes() throws IOException {
    long bytes = 0;
    try (var files = Files.newDirectoryStream(data.resolve("spool/events"))) {
      for (var file : files) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  /** Counts the lines of the lake's objects, and those that wait in the spool. */
  long count() throws IOException {
    var waiting = new AtomicLong();
    glance(frame -> waiting.addAndGet(frame.count()));
    var objects = data.resolve("lake/raw/events");
    return Files.isDirectory(objects)
        ? waiting.get() + LakeFolder.objects(objects).parallelStream().mapToLong(Store::lines).sum()
        : waiting.get();
  }

  private SpoolGlance glance(Consumer<Frame> pending) throws IOException {
    return SpoolGlance.read(data.resolve("spool/events"), Disk.real(), pending)
        .orElseThrow(() -> new IOException("there is no spool in " + data));
  }

  private static long lines(Path object) {
    try (var plain = Compression.ofKey(object.toString()).from(Files.newInputStream(object))) {
      return lineFeeds(plain);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static long lineFeeds(InputStream in) throws IOException {
    long count = 0;
    var buffer = new byte[BUFFER_BYTES];
    for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
      for (int i = 0; i < length; i++) {
        count += buffer[i] == '\n' ? 1 : 0;
      }
    }
    return count;
  }
}
