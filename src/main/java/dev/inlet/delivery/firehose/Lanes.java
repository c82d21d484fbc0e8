package dev.inlet.delivery.firehose;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The streams that share the lines.
 *
 * <p>A call goes to the stream with the least in flight; among these to the one that has to wait
 * the least, and then to the one that took the least. A stream that waits for someone to change the
 * configuration is asked again from time to time only, as long as there are others.
 */
final class Lanes {
  private static final Duration HELD = Duration.ofSeconds(10);

  private final List<Lane> lanes;
  private final LongSupplier nanos;

  Lanes(List<String> streams, LongSupplier nanos) {
    this.nanos = nanos;
    lanes = streams.stream().map(stream -> new Lane(stream, nanos.getAsLong())).toList();
  }

  /**
   * A place for a call.
   *
   * @param lane where it goes
   * @param waitNanos how long to wait before it is made
   */
  record Place(Lane lane, long waitNanos) {}

  synchronized Place enter(int bytes, int records) {
    long now = nanos.getAsLong();
    var best =
        lanes.stream()
            .min(
                Comparator.comparingInt((Lane lane) -> lane.isHeld(now) ? 1 : 0)
                    .thenComparingInt(Lane::inFlight)
                    .thenComparingLong(lane -> lane.waitFor(now))
                    .thenComparingLong(Lane::bytesTaken))
            .orElseThrow();
    return new Place(best, best.enter(bytes, records, now));
  }

  synchronized void leave(Lane lane) {
    lane.leave();
  }

  synchronized void taken(Lane lane, int bytes, int records) {
    lane.taken(bytes, records, nanos.getAsLong());
  }

  synchronized void throttled(Lane lane, int bytes, int records, Duration rest) {
    lane.throttled(bytes, records, rest, nanos.getAsLong());
  }

  synchronized void rest(Lane lane, Duration rest) {
    lane.rest(rest, nanos.getAsLong());
  }

  /**
   * Leaves a stream alone for a while.
   *
   * @return whether another one can take its place
   */
  synchronized boolean hold(Lane lane, String reason) {
    lane.misconfigured(reason, HELD, nanos.getAsLong());
    return lanes.stream().anyMatch(other -> other.misconfigured() == null);
  }

  synchronized boolean hasTaken(Lane lane) {
    return lane.bytesTaken() > 0;
  }

  synchronized Optional<String> misconfigured() {
    return lanes.stream().map(Lane::misconfigured).flatMap(Lanes::present).findFirst();
  }

  private static Stream<String> present(@Nullable String reason) {
    return Stream.ofNullable(reason);
  }
}
