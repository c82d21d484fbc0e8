package dev.inlet.ledger;

import dev.inlet.delivery.Contents;

/** Counts hashes that are in several places, each of them once: where it got farthest. */
final class Union {
  private final long[] lake;
  private final long[] refused;
  private final long[] pending;
  private Contents once = Contents.NOTHING;
  private Contents deliveredAndPending = Contents.NOTHING;
  private long delivered;
  private long refusedOnly;
  private long pendingOnly;

  /** Of hashes that are sorted. */
  Union(long[] lake, long[] refused, long[] pending) {
    this.lake = lake;
    this.refused = refused;
    this.pending = pending;
    merge();
  }

  private void merge() {
    int inLake = 0;
    int inRefused = 0;
    int inPending = 0;
    long lines = 0;
    long sum = 0;
    while (inLake < lake.length || inRefused < refused.length || inPending < pending.length) {
      long hash = least(inLake, inRefused, inPending);
      int lakeAfter = after(lake, inLake, hash);
      int refusedAfter = after(refused, inRefused, hash);
      int pendingAfter = after(pending, inPending, hash);
      lines++;
      sum += hash;
      if (lakeAfter > inLake) {
        delivered++;
        int both = Math.min(lakeAfter - inLake, pendingAfter - inPending);
        if (both > 0) {
          deliveredAndPending = deliveredAndPending.plus(new Contents(both, both * hash));
        }
      } else if (refusedAfter > inRefused) {
        refusedOnly++;
      } else {
        pendingOnly++;
      }
      inLake = lakeAfter;
      inRefused = refusedAfter;
      inPending = pendingAfter;
    }
    once = new Contents(lines, sum);
  }

  /** Each hash once. */
  Contents once() {
    return once;
  }

  /** What is in the lake and, as its checkpoint is behind, in a spool. */
  Contents deliveredAndPending() {
    return deliveredAndPending;
  }

  long delivered() {
    return delivered;
  }

  long refusedOnly() {
    return refusedOnly;
  }

  long pendingOnly() {
    return pendingOnly;
  }

  static long distinct(long[] sorted) {
    long distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      distinct += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
    }
    return distinct;
  }

  private long least(int inLake, int inRefused, int inPending) {
    long least = Long.MAX_VALUE;
    least = inLake < lake.length ? Math.min(least, lake[inLake]) : least;
    least = inRefused < refused.length ? Math.min(least, refused[inRefused]) : least;
    return inPending < pending.length ? Math.min(least, pending[inPending]) : least;
  }

  private static int after(long[] sorted, int from, long hash) {
    int at = from;
    while (at < sorted.length && sorted[at] == hash) {
      at++;
    }
    return at;
  }
}
