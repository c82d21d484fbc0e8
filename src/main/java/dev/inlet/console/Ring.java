package dev.inlet.console;

import dev.inlet.event.Sample;
import dev.inlet.event.Secrets;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen last, in order. The oldest goes when there are too many, or when they hold too much
 * memory. Each verdict has a number, and numbers are never used again.
 */
final class Ring {
  static final int EVENTS_MAX = 10_000;
  static final long BYTES_MAX = Math.min(16L << 20, Runtime.getRuntime().maxMemory() / 32);

  /** Of larger requests fewer are read at once. */
  private static final long BYTES_AT_ONCE = 1 << 20;

  /** The newest request is there before the oldest goes; a large one takes so much. */
  private static final long NEWEST_BYTES = 4L * Sample.BODY_BYTES_MAX;

  /**
   * A request in its place.
   *
   * @param first the number of its first verdict
   */
  record Placed(long first, Sighting sighting) {
    /** The number after its last verdict. */
    long end() {
      return first + sighting.size();
    }
  }

  /** A request as it lies in the pages. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Packet(long first, byte[] bytes, Secrets secrets) {
    Placed unpacked() {
      try {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        return new Placed(first, Packed.read(in, secrets));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final int eventsMax;
  private final long bytesMax;
  private Pages pages;

  /** The number of each request's first verdict, and where in the pages it is. */
  private final long[] firsts;

  private final long[] starts;
  private final Secrets[] secrets;
  private long oldest;
  private long newest;
  private long next;

  Ring(int eventsMax, long bytesMax) {
    this.eventsMax = eventsMax;
    this.bytesMax = bytesMax;
    pages = pages();
    firsts = new long[eventsMax + 1];
    starts = new long[eventsMax + 1];
    secrets = new Secrets[eventsMax + 1];
  }

  synchronized void add(Sighting sighting) {
    if (sighting.size() == 0) {
      return;
    }
    int slot = slot(newest);
    firsts[slot] = next;
    starts[slot] = pages.end();
    secrets[slot] = sighting.sample().secrets();
    try {
      Packed.write(sighting, new DataOutputStream(pages));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    newest++;
    next += sighting.size();
    while (newest - oldest > 1 && isTooMuch()) {
      oldest++;
    }
    pages.forgetBefore(starts[slot(oldest)]);
  }

  private boolean isTooMuch() {
    int slot = slot(oldest);
    return pages.end() - starts[slot] > bytesMax || next - firsts[slot] > eventsMax;
  }

  private int slot(long request) {
    return (int) (request % firsts.length);
  }

  /** The number of the oldest verdict that is still here; the next one's when there is none. */
  synchronized long oldest() {
    return oldest == newest ? next : firsts[slot(oldest)];
  }

  /** The number that comes next. */
  synchronized long next() {
    return next;
  }

  /** The first requests that hold this number or a later one, at most so many. */
  List<Placed> from(long number, int max) {
    return packetsFrom(number, max).stream().map(Packet::unpacked).toList();
  }

  /** Those who add wait for the copies alone. */
  private synchronized List<Packet> packetsFrom(long number, int max) {
    var found = new ArrayList<Packet>();
    long first = holding(number);
    for (long request = first; request < newest && found.size() < max; request++) {
      if (starts[slot(request)] - starts[slot(first)] > BYTES_AT_ONCE) {
        break;
      }
      found.add(packet(request));
    }
    return found;
  }

  /** The last request before the one that holds this number; null when there is none. */
  @Nullable Placed before(long number) {
    var packet = packetBefore(number);
    return packet == null ? null : packet.unpacked();
  }

  private synchronized @Nullable Packet packetBefore(long number) {
    long request = holding(number) - 1;
    return request < oldest ? null : packet(request);
  }

  private Packet packet(long request) {
    int slot = slot(request);
    long end = request + 1 < newest ? starts[slot(request + 1)] : pages.end();
    return new Packet(
        firsts[slot], pages.copy(starts[slot], (int) (end - starts[slot])), secrets[slot]);
  }

  /** The first request that holds this number or a later one. */
  private long holding(long number) {
    long from = oldest;
    long to = newest;
    while (from < to) {
      long middle = (from + to) / 2;
      long end = middle + 1 < newest ? firsts[slot(middle + 1)] : next;
      if (end > number) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }

  /** Takes new pages, as in those that are used again all would stand for a while. */
  synchronized void clear() {
    oldest = newest;
    pages = pages();
  }

  private Pages pages() {
    return new Pages(bytesMax + NEWEST_BYTES);
  }
}
