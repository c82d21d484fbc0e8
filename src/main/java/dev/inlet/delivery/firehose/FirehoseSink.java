package dev.inlet.delivery.firehose;

import dev.inlet.delivery.Batch;
import dev.inlet.delivery.DeadLetters;
import dev.inlet.delivery.Outcome;
import dev.inlet.delivery.Sink;
import dev.inlet.delivery.Traffic;
import dev.inlet.delivery.firehose.Counts.Cause;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Streams of Firehose.
 *
 * <p>A batch is delivered when each of its records is taken. What an attempt leaves of a batch is
 * remembered, and only that goes with the next attempt. A batch whose content is refused is halved
 * until the one line is found that Firehose does not want; that line goes to the dead letters.
 */
final class FirehoseSink implements Sink {
  /** The SDK gives up before; this is for the day that it does not. */
  private static final Duration ANSWER_MAX = Firehose.CALL_MAX.plusSeconds(10);

  private final Firehose firehose;
  private final DeadLetters deadLetters;
  private final Lanes lanes;
  private final Bench bench = new Bench();
  private final Counts counts = new Counts();

  /** What is left of batches, by their key. */
  private final Map<String, Parcel> unfinished = new ConcurrentHashMap<>();

  /** What each thread waits for. */
  private final Map<Thread, CompletableFuture<?>> underway = new ConcurrentHashMap<>();

  private final CountDownLatch stopped = new CountDownLatch(1);

  FirehoseSink(
      Firehose firehose, List<String> streams, DeadLetters deadLetters, LongSupplier nanos) {
    this.firehose = firehose;
    this.deadLetters = deadLetters;
    lanes = new Lanes(streams, nanos);
  }

  @Override
  public Outcome send(Batch batch) throws InterruptedException {
    try {
      var left = unfinished.get(batch.key());
      var parcel = left == null ? bench.pack(batch) : left;
      unfinished.put(batch.key(), parcel);
      var outcome = deliver(parcel);
      if (outcome instanceof Outcome.Delivered) {
        unfinished.remove(batch.key());
      }
      return outcome;
    } catch (IOException e) {
      return new Outcome.Unavailable("cannot read the spool: " + e);
    }
  }

  @Override
  public Optional<Traffic> traffic() {
    return Optional.of(counts.traffic());
  }

  @Override
  public Optional<String> misconfigured() {
    return lanes.misconfigured();
  }

  @Override
  public void stop() {
    stopped.countDown();
    underway.values().forEach(call -> call.cancel(true));
  }

  private Outcome deliver(Parcel parcel) throws InterruptedException {
    while (!parcel.isEmpty()) {
      var end = step(parcel);
      if (end != null) {
        return end;
      }
    }
    counts.delivered(parcel.tally());
    return new Outcome.Delivered(parcel.tally());
  }

  /** Makes one call; null when the next can follow at once. */
  private @Nullable Outcome step(Parcel parcel) throws InterruptedException {
    var packets = parcel.next();
    if (packets.size() == 1 && Bench.isTooLarge(packets.getFirst())) {
      return bury(parcel, "the line is larger than a record may be");
    }
    var place = lanes.enter(Reply.bytes(packets), packets.size());
    var lane = place.lane();
    Reply reply;
    try {
      if (stopped.await(Math.max(0, place.waitNanos()), TimeUnit.NANOSECONDS)) {
        return new Outcome.Unavailable("the process ends");
      }
      reply = call(lane.stream(), packets);
    } finally {
      lanes.leave(lane);
    }
    int taken = Reply.bytes(reply.taken());
    if (taken > 0) {
      lanes.taken(lane, taken, reply.taken().size());
      reply.taken().forEach(counts::taken);
    }
    parcel.taken(taken, reply.left());
    return next(parcel, lane, reply);
  }

  private Reply call(String stream, List<Packet> packets) throws InterruptedException {
    counts.called();
    try {
      var call = firehose.put(stream, packets);
      underway.put(Thread.currentThread(), call);
      if (stopped.getCount() == 0) {
        call.cancel(true);
      }
      return Reply.of(packets, call.get(ANSWER_MAX.toNanos(), TimeUnit.NANOSECONDS), stream);
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      return Reply.none(packets, Verdicts.of(e, stream));
    } finally {
      underway.remove(Thread.currentThread());
    }
  }

  private @Nullable Outcome next(Parcel parcel, Lane lane, Reply reply)
      throws InterruptedException {
    int left = reply.left().size();
    return switch (reply.verdict()) {
      case Verdict.Taken taken -> null;
      case Verdict.Throttled throttled -> {
        counts.again(Cause.THROTTLED, left);
        lanes.throttled(lane, Reply.bytes(reply.left()), left, throttled.notBefore());
        yield new Outcome.Unavailable(throttled.reason(), throttled.notBefore());
      }
      case Verdict.Unavailable unavailable -> {
        counts.again(Cause.UNAVAILABLE, left);
        lanes.rest(lane, unavailable.notBefore());
        yield new Outcome.Unavailable(unavailable.reason(), unavailable.notBefore());
      }
      case Verdict.Unknown unknown -> {
        counts.again(Cause.UNKNOWN, left);
        yield new Outcome.Unavailable(unknown.reason());
      }
      case Verdict.Refused refused -> narrow(parcel, lane, refused.reason());
      case Verdict.Misconfigured misconfigured -> hold(lane, left, misconfigured.reason());
    };
  }

  /** Another stream takes it at once, if there is one that is not held, too. */
  private @Nullable Outcome hold(Lane lane, int left, String reason) {
    counts.again(Cause.MISCONFIGURED, left);
    return lanes.hold(lane, reason) ? null : new Outcome.Misconfigured(reason);
  }

  /** Something in the next call is refused: halves it, or gives up the line that it has come to. */
  private @Nullable Outcome narrow(Parcel parcel, Lane lane, String reason)
      throws InterruptedException {
    var packets = parcel.next();
    var halves =
        packets.size() > 1
            ? halves(packets)
            : Packer.halve(packets.getFirst(), parcel.compression()).stream()
                .map(List::of)
                .toList();
    if (halves.size() > 1) {
      parcel.split(halves.getFirst(), halves.getLast());
      return null;
    }
    if (!lanes.hasTaken(lane)) {
      return hold(
          lane,
          1,
          "the stream %s has taken nothing yet and refuses what it is sent (%s); check its settings"
              .formatted(lane.stream(), reason));
    }
    return bury(parcel, reason);
  }

  private static List<List<Packet>> halves(List<Packet> packets) {
    int middle = packets.size() / 2;
    return List.of(packets.subList(0, middle), packets.subList(middle, packets.size()));
  }

  /** Gives the only line of the next call to the dead letters. */
  private @Nullable Outcome bury(Parcel parcel, String reason) throws InterruptedException {
    var line = Packer.lines(parcel.next().getFirst(), parcel.compression());
    if (!deadLetters.keep(line, reason)) {
      return new Outcome.Unavailable(
          "Firehose refuses a line, and the spool of rejected lines has no room for it");
    }
    counts.refused();
    parcel.taken(0, List.of());
    return null;
  }
}
