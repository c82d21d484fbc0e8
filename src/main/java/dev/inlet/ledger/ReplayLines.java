package dev.inlet.ledger;

import dev.inlet.delivery.Compression;
import dev.inlet.delivery.DeliveryConfig;
import dev.inlet.delivery.Ledger;
import dev.inlet.delivery.RawObjects;
import dev.inlet.delivery.RawObjects.RawObject;
import dev.inlet.delivery.Shipper;
import dev.inlet.delivery.Sink;
import dev.inlet.spool.Appended;
import dev.inlet.spool.Disk;
import dev.inlet.spool.Spool;
import dev.inlet.spool.SpoolConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What {@code inlet replay objects} does when lines go to a stream: it sends those of {@code
 * raw/events/} as they are, through a spool of its own and the shipper that all else goes through.
 *
 * <p>A stream can't be asked what it has. So what was ended is sent again from its begin, and the
 * lake drops by their ids what came before.
 */
public final class ReplayLines {
  private static final String EVENTS = "raw/events/";

  /** Enough for many batches on their way, and little for a disk. */
  private static final SpoolConfig SPOOL =
      new SpoolConfig(256 << 20, 16 << 20, Duration.ofHours(1), 0, 16 << 20);

  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration TELL_AGAIN = Duration.ofSeconds(2);

  private final RawObjects from;
  private final Consumer<String> progress;
  private final Lines lines = new Lines();
  private final RecordReader record = new RecordReader();
  private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
  private final int frameBytes;
  private int frameLines;
  private long frameMillis;
  private long linesRead;

  /**
   * What came of it.
   *
   * @param objects found
   * @param bytes of these
   * @param lines that were sent
   */
  public record Result(int objects, long bytes, long lines) {}

  /**
   * @param frameBytes what makes a batch, so that records are large
   * @param progress is told how far it got
   */
  public ReplayLines(RawObjects from, int frameBytes, Consumer<String> progress) {
    this.from = from;
    this.frameBytes = frameBytes;
    this.progress = progress;
  }

  /** Tells what there is to send, and sends nothing. */
  public Result look() throws IOException {
    var objects = from.list(EVENTS);
    return new Result(objects.size(), bytes(objects), 0);
  }

  /**
   * Sends all lines, and returns when the sink has them.
   *
   * @param temporary an empty folder
   * @throws IOException also when someone must change the configuration first
   */
  public Result run(Sink sink, Compression compression, int inFlightMax, Path temporary)
      throws IOException, InterruptedException {
    var objects = from.list(EVENTS);
    var config = new DeliveryConfig(Duration.ZERO, frameBytes, compression);
    try (var spool = Spool.open(temporary, SPOOL, Disk.real(), () -> {});
        var shipper =
            new Shipper(
                "events", spool, Ledger.NONE, sink, config, inFlightMax, Clock.systemUTC())) {
      shipper.start();
      var meter = new Meter(bytes(objects), progress);
      for (var object : objects) {
        try (var in = from.read(object.key());
            var plain = Compression.ofKey(object.key()).from(in)) {
          lines.read(plain, (bytes, start, end) -> take(bytes, start, end, spool, shipper));
        }
        meter.done(object.bytes());
      }
      flush(spool, shipper);
      while (!shipper.drain(TELL_AGAIN)) {
        refuseIfMisconfigured(shipper);
        progress.accept(
            "%d of %d lines sent".formatted(shipper.state().lines(), spool.state().next()));
      }
    }
    return new Result(objects.size(), bytes(objects), linesRead);
  }

  private static long bytes(List<RawObject> objects) {
    return objects.stream().mapToLong(RawObject::bytes).sum();
  }

  private void take(byte[] bytes, int start, int end, Spool spool, Shipper shipper)
      throws IOException {
    long millis = record.read(bytes, start, end) ? record.receivedAtMillis() : frameMillis;
    boolean isOtherHour = Hours.of(millis) != Hours.of(frameMillis);
    if (isOtherHour || frame.size() + end - start >= frameBytes) {
      flush(spool, shipper);
    }
    frameMillis = frameLines == 0 ? millis : frameMillis;
    frame.write(bytes, start, end - start);
    frame.write('\n');
    frameLines++;
    linesRead++;
  }

  private void flush(Spool spool, Shipper shipper) throws IOException {
    if (frameLines > 0) {
      append(spool, shipper);
      frame.reset();
      frameLines = 0;
    }
  }

  /** Waits while the spool is full, which is while the sink takes less than there is to read. */
  private void append(Spool spool, Shipper shipper) throws IOException {
    var bytes = frame.toByteArray();
    try {
      while (!isDurable(spool, bytes)) {
        refuseIfMisconfigured(shipper);
        TimeUnit.NANOSECONDS.sleep(SOON.toNanos());
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", hurried);
    }
  }

  private boolean isDurable(Spool spool, byte[] bytes) throws IOException, InterruptedException {
    var appended = new CompletableFuture<Appended>();
    spool.append(bytes, bytes.length, frameLines, frameMillis, appended::complete);
    try {
      return switch (appended.get()) {
        case Appended.Durable durable -> true;
        case Appended.Full full -> false;
        case Appended.Failed failed -> throw new IOException(failed.reason());
      };
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void refuseIfMisconfigured(Shipper shipper) throws IOException {
    var state = shipper.state();
    if (state.misconfigured()) {
      throw new IOException(state.trouble());
    }
  }
}
