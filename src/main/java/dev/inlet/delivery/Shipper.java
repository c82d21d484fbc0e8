package dev.inlet.delivery;

import dev.inlet.delivery.OpenCuts.Position;
import dev.inlet.spool.Spool;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Moves lines from a spool to a sink, in order, with several batches on the way at once.
 *
 * <p>What it cut, it recorded before; so after any death the next one repeats the same batches
 * under the same keys, and goes on after the last of them. It never gives up on a batch.
 */
public final class Shipper implements AutoCloseable {
  private static final Duration CLOSE_MAX = Duration.ofSeconds(10);

  private final Progress progress;
  private final Sink sink;
  private final Cutter cutter;
  private final List<Cut> open;
  private final List<Thread> threads = new ArrayList<>();

  /**
   * @param stream the folder below {@code raw/} that its objects go to
   * @throws IllegalStateException when a newer Inlet left open batches that this one can not repeat
   */
  public Shipper(String stream, Spool spool, Sink sink, DeliveryConfig config, Clock clock) {
    this(stream, spool, sink, config, clock, Backoff.STANDARD);
  }

  /**
   * @param ledger is told of each batch before it is sent
   * @param inFlightMax batches on the way at once, at most 8
   */
  public Shipper(
      String stream,
      Spool spool,
      Ledger ledger,
      Sink sink,
      DeliveryConfig config,
      int inFlightMax,
      Clock clock) {
    this(stream, spool, ledger, sink, config, inFlightMax, clock, Backoff.STANDARD);
  }

  Shipper(
      String stream, Spool spool, Sink sink, DeliveryConfig config, Clock clock, Backoff backoff) {
    this(stream, spool, Ledger.NONE, sink, config, DeliveryConfig.IN_FLIGHT_MAX, clock, backoff);
  }

  private Shipper(
      String stream,
      Spool spool,
      Ledger ledger,
      Sink sink,
      DeliveryConfig config,
      int inFlightMax,
      Clock clock,
      Backoff backoff) {
    if (inFlightMax < 1 || inFlightMax > CutsNote.CUTS_MAX) {
      throw new IllegalArgumentException(
          "%d batches at once, of at most %d".formatted(inFlightMax, CutsNote.CUTS_MAX));
    }
    this.sink = sink;
    var checkpoint = spool.checkpoint();
    var start = new Position(checkpoint.delivered(), CutsNote.decode(checkpoint.note()));
    progress = new Progress(spool, start, backoff, inFlightMax);
    open = start.cuts();
    cutter = new Cutter(stream, spool, ledger, progress, config, backoff, clock);
    threads.add(thread(stream, "cutter", cutter));
    for (int number = 1; number <= inFlightMax; number++) {
      var sender = new Sender(stream, spool, sink, progress, backoff, clock);
      threads.add(thread(stream, "sender-" + number, sender));
    }
  }

  private static Thread thread(String stream, String name, Runnable work) {
    return Thread.ofPlatform().name("delivery-" + stream + "-" + name).daemon().unstarted(work);
  }

  public void start() {
    cutter.noteOpen(open);
    threads.forEach(Thread::start);
  }

  public DeliveryState state() {
    return progress.state(sink.misconfigured());
  }

  /** What it delivered last, since the start. */
  public Optional<Shipment> last() {
    return progress.last();
  }

  /** What its sink did in calls, when these are paid for. */
  public Optional<Traffic> traffic() {
    return sink.traffic();
  }

  /**
   * Cuts what is there without waiting for more, and waits until all is delivered.
   *
   * @return whether it was, before the time was over
   */
  public boolean drain(Duration max) throws InterruptedException {
    return progress.drain(max);
  }

  /**
   * Stops. What is on its way is finished if that takes less than ten seconds; the rest stays in
   * the spool.
   */
  @Override
  public void close() {
    progress.close();
    sink.stop();
    long end = System.nanoTime() + CLOSE_MAX.toNanos();
    try {
      for (var thread : threads) {
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
