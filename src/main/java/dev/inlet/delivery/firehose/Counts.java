package dev.inlet.delivery.firehose;

import dev.inlet.delivery.Tally;
import dev.inlet.delivery.Traffic;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is sent. */
final class Counts {
  /** Why a record goes again. */
  enum Cause {
    THROTTLED("throttled"),
    UNAVAILABLE("unavailable"),
    UNKNOWN("unknown"),
    MISCONFIGURED("misconfigured");

    private final String tag;

    Cause(String tag) {
      this.tag = tag;
    }
  }

  private final LongAdder calls = new LongAdder();
  private final LongAdder records = new LongAdder();
  private final LongAdder lines = new LongAdder();
  private final LongAdder lineBytes = new LongAdder();
  private final LongAdder bytesSent = new LongAdder();
  private final LongAdder bytesBilled = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final Map<Cause, LongAdder> again = new EnumMap<>(Cause.class);

  Counts() {
    for (var cause : Cause.values()) {
      again.put(cause, new LongAdder());
    }
  }

  void called() {
    calls.increment();
  }

  void taken(Packet packet) {
    records.increment();
    bytesSent.add(packet.size());
    bytesBilled.add(Packet.billed(packet.size()));
  }

  void again(Cause cause, long count) {
    again.getOrDefault(cause, refused).add(count);
  }

  void refused() {
    refused.increment();
  }

  void delivered(Tally tally) {
    lines.add(tally.lines());
    lineBytes.add(tally.lineBytes());
  }

  Traffic traffic() {
    var byTag = new TreeMap<String, Long>();
    again.forEach((cause, count) -> byTag.put(cause.tag, count.sum()));
    return new Traffic(
        calls.sum(),
        records.sum(),
        lines.sum(),
        lineBytes.sum(),
        bytesSent.sum(),
        bytesBilled.sum(),
        refused.sum(),
        byTag);
  }
}
