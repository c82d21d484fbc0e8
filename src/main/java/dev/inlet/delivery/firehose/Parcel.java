package dev.inlet.delivery.firehose;

import dev.inlet.delivery.Compression;
import dev.inlet.delivery.Tally;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What is left to send of a batch. It is kept between attempts, so that what was taken does not go
 * again. For one thread at a time.
 */
final class Parcel {
  private final Deque<List<Packet>> calls = new ArrayDeque<>();
  private final Compression compression;
  private final long lines;
  private final long lineBytes;
  private long bytesSent;

  Parcel(List<List<Packet>> calls, Compression compression, long lines, long lineBytes) {
    this.calls.addAll(calls);
    this.compression = compression;
    this.lines = lines;
    this.lineBytes = lineBytes;
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  Compression compression() {
    return compression;
  }

  /** The packets of the next call; they stay in the parcel. */
  List<Packet> next() {
    return calls.element();
  }

  /** Packets of the next call were taken; the others are what it holds now. */
  void taken(long bytes, List<Packet> left) {
    bytesSent += bytes;
    calls.remove();
    if (!left.isEmpty()) {
      calls.addFirst(left);
    }
  }

  /** Makes two calls of the next one. */
  void split(List<Packet> first, List<Packet> second) {
    calls.remove();
    calls.addFirst(second);
    calls.addFirst(first);
  }

  Tally tally() {
    return new Tally(lines, lineBytes, bytesSent);
  }
}
