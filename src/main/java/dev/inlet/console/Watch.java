package dev.inlet.console;

import dev.inlet.event.Fault;
import dev.inlet.event.Reading.RefusedEvent;
import dev.inlet.event.Sample;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Sees each request, counts all verdicts, and keeps the last ones to be shown.
 *
 * <p>Counts are exact. Of what comes faster than a person reads, only a part is copied, and how
 * much is not is told.
 */
@Singleton
public final class Watch {
  private final Clock clock;
  private final Budget budget = new Budget(System::nanoTime);
  private final Ring ring = new Ring(Ring.EVENTS_MAX, Ring.BYTES_MAX);
  private final LongAdder good = new LongAdder();
  private final LongAdder bad = new LongAdder();
  private final LongAdder notShown = new LongAdder();
  private final Map<String, LongAdder> codes = new ConcurrentHashMap<>();
  private volatile Reset reset;

  /** When counting began anew, and what had been counted then. */
  private record Reset(Instant at, Counts counts) {}

  Watch(Clock clock) {
    this.clock = clock;
    reset = new Reset(clock.instant(), Counts.NOTHING);
  }

  /** Whether a request is to be copied; it is charged for then. */
  public boolean wants(int events, int bytes) {
    return budget.take(events, 2 * Math.min(bytes, Sample.BODY_BYTES_MAX));
  }

  /** Some or all events of a request were taken. */
  public void taken(int accepted, List<RefusedEvent> refused, @Nullable Sample sample) {
    good.add(accepted);
    for (var event : refused) {
      countBad(event.errors().get(0).code());
    }
    if (sample == null) {
      notShown.add(accepted + refused.size());
    } else {
      ring.add(new Sighting.Taken(sample, refused));
    }
  }

  /** A request was refused. */
  public void refused(int status, Fault why, List<Fault> errors, @Nullable Sample sample) {
    countBad(why.code());
    if (sample == null) {
      notShown.increment();
    } else {
      ring.add(new Sighting.Refused(sample, status, errors.isEmpty() ? List.of(why) : errors));
    }
  }

  private void countBad(String code) {
    bad.increment();
    codes.computeIfAbsent(code, added -> new LongAdder()).increment();
  }

  Ring ring() {
    return ring;
  }

  /** Since the start. */
  Counts counts() {
    var byCode = new HashMap<String, Long>();
    codes.forEach((code, count) -> byCode.put(code, count.sum()));
    return new Counts(good.sum(), bad.sum(), notShown.sum(), byCode);
  }

  /** Since the last reset. */
  Counts recentCounts() {
    return counts().since(reset.counts());
  }

  /** When counting began. */
  Instant since() {
    return reset.at();
  }

  /** Forgets what was seen, and counts from nothing. */
  void reset() {
    reset = new Reset(clock.instant(), counts());
    ring.clear();
  }

  /** The last ones that somebody wants to see, newest first, at most so many. */
  List<Entry> newest(Filter filter, int max) {
    var found = new ArrayList<Entry>();
    var placed = ring.before(ring.next());
    for (; placed != null && found.size() < max; placed = ring.before(placed.first())) {
      var entries = Entries.of(placed);
      for (int j = entries.size() - 1; j >= 0 && found.size() < max; j--) {
        if (filter.wants(entries.get(j))) {
          found.add(entries.get(j));
        }
      }
    }
    return found;
  }
}
