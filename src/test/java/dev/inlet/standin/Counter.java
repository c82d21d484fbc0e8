package dev.inlet.standin;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what one stream or bucket sees. */
final class Counter {
  private final int billedStep;
  private final Set<ByteBuffer> seen = new HashSet<>();
  private final Map<String, Long> errors = new TreeMap<>();
  private long calls;
  private long callsRefused;
  private long records;
  private long recordsRefused;
  private long bytes;
  private long bytesBilled;
  private long duplicates;

  /**
   * @param billedStep what the size of each record is rounded up to for the bill
   */
  Counter(int billedStep) {
    this.billedStep = billedStep;
  }

  synchronized void call() {
    calls++;
  }

  synchronized void refused(String code) {
    callsRefused++;
    errors.merge(code, 1L, Long::sum);
  }

  synchronized void recordRefused(String code) {
    recordsRefused++;
    errors.merge(code, 1L, Long::sum);
  }

  synchronized void taken(byte[] record) {
    records++;
    bytes += record.length;
    bytesBilled += Math.ceilDiv((long) record.length, billedStep) * billedStep;
    if (!seen.add(ByteBuffer.wrap(Hash.sha256(record)))) {
      duplicates++;
    }
  }

  synchronized Counts counts() {
    return new Counts(
        calls,
        callsRefused,
        records,
        recordsRefused,
        bytes,
        bytesBilled,
        duplicates,
        Map.copyOf(errors));
  }
}
