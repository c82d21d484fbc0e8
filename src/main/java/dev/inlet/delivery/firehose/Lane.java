package dev.inlet.delivery.firehose;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One stream: what is on its way to it, how much it takes, and whether it is to be left alone. */
final class Lane {
  /**
   * What a stream is asked a second however much it refuses: quotas are above, and refusals that
   * have nothing to do with how much it is asked do not stop delivery.
   */
  private static final double BYTES_LEAST = 256 << 10;

  private static final double RECORDS_LEAST = 1000;

  private final String stream;
  private final AdaptiveRate bytes;
  private final AdaptiveRate records;
  private int inFlight;
  private long bytesTaken;
  private long notBefore;
  private @Nullable String misconfigured;

  Lane(String stream, long now) {
    this.stream = stream;
    bytes = new AdaptiveRate(BYTES_LEAST, now);
    records = new AdaptiveRate(RECORDS_LEAST, now);
    notBefore = now;
  }

  String stream() {
    return stream;
  }

  int inFlight() {
    return inFlight;
  }

  long bytesTaken() {
    return bytesTaken;
  }

  @Nullable String misconfigured() {
    return misconfigured;
  }

  /** Whether it is left alone until someone may have changed the configuration. */
  boolean isHeld(long now) {
    return misconfigured != null && notBefore > now;
  }

  /** How long something would have to wait here. */
  long waitFor(long now) {
    long pace = Math.max(bytes.waitFor(now), records.waitFor(now));
    return Math.max(pace, notBefore - now);
  }

  /** Puts a call on its way; the answer is how long it has to wait before it is made. */
  long enter(int size, int count, long now) {
    inFlight++;
    long pace = Math.max(bytes.reserve(size, now), records.reserve(count, now));
    return Math.max(pace, notBefore - now);
  }

  void leave() {
    inFlight--;
  }

  void taken(int size, int count, long now) {
    bytes.taken(size, now);
    records.taken(count, now);
    bytesTaken += size;
    misconfigured = null;
  }

  void throttled(int size, int count, Duration rest, long now) {
    bytes.throttled(size, now);
    records.throttled(count, now);
    rest(rest, now);
  }

  void misconfigured(String reason, Duration rest, long now) {
    misconfigured = reason;
    rest(rest, now);
  }

  void rest(Duration rest, long now) {
    notBefore = Math.max(notBefore, now + rest.toNanos());
  }

  /** Bytes a second that are found to be taken; infinite as long as nothing was refused. */
  double bytesPerSecond() {
    return bytes.perSecond();
  }
}
