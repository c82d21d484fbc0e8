package dev.inlet.standin;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One stream: keeps its quota, and gathers the bytes of records, with nothing between them, until
 * there are enough or the oldest is old enough; then they are one object.
 */
final class DeliveryStream {
  /** What the size of each record is rounded up to for the bill. */
  static final int BILLED_STEP = 5 * 1024;

  private static final String THROTTLED = "ServiceUnavailableException";

  private final StreamSetup setup;
  private final Buckets buckets;
  private final Clock clock;
  private final Counter counter = new Counter(BILLED_STEP);
  private final Allowance bytes;
  private final Allowance records;
  private final Allowance calls;
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
  private Instant oldest = Instant.MAX;

  DeliveryStream(StreamSetup setup, Buckets buckets, Clock clock) {
    this.setup = setup;
    this.buckets = buckets;
    this.clock = clock;
    var now = clock.instant();
    bytes = new Allowance((double) setup.quota().bytes(), now);
    records = new Allowance((double) setup.quota().records(), now);
    calls = new Allowance((double) setup.quota().calls(), now);
  }

  /** What became of a record; a code when it was refused. */
  record Put(String recordId, String code, String message) {
    boolean taken() {
      return code.isEmpty();
    }
  }

  StreamSetup setup() {
    return setup;
  }

  Counter counter() {
    return counter;
  }

  /**
   * Takes the records that the quota has room for, and refuses the others.
   *
   * @throws Refusal when it has no room for a single one
   */
  synchronized List<Put> put(List<byte[]> data, Optional<Fault.Partial> partial) {
    var now = clock.instant();
    if (!calls.has(1, now)) {
      throw new Refusal(503, THROTTLED, "Slow down.");
    }
    calls.take(1);
    var puts = new ArrayList<Put>();
    for (int index = 0; index < data.size(); index++) {
      puts.add(put(data.get(index), index, partial, now));
    }
    if (puts.stream().allMatch(put -> put.code.equals(THROTTLED)) && partial.isEmpty()) {
      throw new Refusal(503, THROTTLED, "Slow down.");
    }
    puts.stream().filter(put -> !put.taken()).forEach(put -> counter.recordRefused(put.code));
    return puts;
  }

  private Put put(byte[] record, int index, Optional<Fault.Partial> partial, Instant now) {
    if (partial.isPresent() && (index + 1) % partial.get().everyRecord() == 0) {
      return new Put("", partial.get().code(), partial.get().message());
    }
    if (!records.has(1, now) || !bytes.has(record.length, now)) {
      return new Put("", THROTTLED, "Slow down.");
    }
    records.take(1);
    bytes.take(record.length);
    counter.taken(record);
    gather(record, now);
    return new Put(UUID.randomUUID().toString(), "", "");
  }

  private void gather(byte[] record, Instant now) {
    if (gathered.size() == 0) {
      oldest = now;
    }
    gathered.writeBytes(record);
    if (gathered.size() >= setup.bufferBytes()) {
      flush();
    }
  }

  /** Writes an object when its time has come. */
  synchronized void tick() {
    if (gathered.size() > 0 && !clock.instant().isBefore(oldest.plus(setup.bufferInterval()))) {
      flush();
    }
  }

  /** Writes what there is. While the bucket is not there, Firehose keeps it. */
  synchronized void flush() {
    if (gathered.size() > 0 && buckets.exists(setup.bucket())) {
      buckets.put(setup.bucket(), key(), gathered.toByteArray());
      gathered.reset();
    }
  }

  private String key() {
    return Prefix.evaluate(setup.prefix(), oldest)
        + setup.name()
        + Prefix.formatted("'-1-'yyyy-MM-dd-HH-mm-ss'-'", oldest)
        + UUID.randomUUID()
        + setup.extension();
  }
}
