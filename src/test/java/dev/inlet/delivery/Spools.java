package dev.inlet.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.spool.Appended;
import dev.inlet.spool.Disk;
import dev.inlet.spool.Spool;
import dev.inlet.spool.SpoolConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Spools with lines in them, on a real disk or on one that fails. */
public final class Spools {
  private static final SpoolConfig CONFIG =
      new SpoolConfig(2L << 30, 64 << 20, Duration.ofHours(1), 0, 16 << 20);

  private Spools() {}

  public static Spool open(Path folder, Disk disk) throws IOException {
    return Spool.open(folder, CONFIG, disk, () -> {});
  }

  /** Appends lines as one frame, and waits until they are durable. */
  public static void append(Spool spool, long receivedAtMillis, String... lines) {
    appendFrame(
        spool, receivedAtMillis, (String.join("\n", lines) + "\n").getBytes(UTF_8), lines.length);
  }

  /** Appends so many lines as they are, and waits until they are durable. */
  public static void appendFrame(Spool spool, long receivedAtMillis, byte[] bytes, int count) {
    var appended = new CompletableFuture<Appended>();
    spool.append(bytes, bytes.length, count, receivedAtMillis, appended::complete);
    if (!(appended.join() instanceof Appended.Durable)) {
      throw new IllegalStateException("not appended: " + appended.join());
    }
  }

  /** Appends one line, and tells later whether it is durable. */
  public static CompletableFuture<Boolean> appendLater(
      Spool spool, long receivedAtMillis, String line) {
    var bytes = (line + "\n").getBytes(UTF_8);
    var durable = new CompletableFuture<Boolean>();
    spool.append(
        bytes,
        bytes.length,
        1,
        receivedAtMillis,
        appended -> durable.complete(appended instanceof Appended.Durable));
    return durable;
  }

  /** Lines of a spool as a batch, for a sink. */
  public static Batch batch(Spool spool, String key, long first, long last) {
    return new SpoolBatch(spool, key, new Cut(first, last, 0, Compression.GZIP));
  }
}
