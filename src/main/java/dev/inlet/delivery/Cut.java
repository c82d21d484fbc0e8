package dev.inlet.delivery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Which lines make one object, decided once.
 *
 * @param first the sequence of its first line
 * @param last the sequence of its last line
 * @param hour when its lines were received, in hours of the epoch
 * @param compression how it is compressed
 */
record Cut(long first, long last, int hour, Compression compression) {
  private static final long MILLIS_PER_HOUR = 3_600_000;
  private static final DateTimeFormatter FOLDERS =
      DateTimeFormatter.ofPattern("'date='uuuu-MM-dd'/hour='HH", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  static int hourOf(long receivedAtMillis) {
    return Math.toIntExact(Math.floorDiv(receivedAtMillis, MILLIS_PER_HOUR));
  }

  /** What the ledger says of it. */
  Ledger.Entry entry(String stream, String spoolId, Contents contents) {
    return new Ledger.Entry(key(stream, spoolId), first, last, hour, contents);
  }

  /** Where it goes below {@code raw/}. Sequences have a fixed width, so names sort as lines do. */
  String key(String stream, String spoolId) {
    return String.format(
        Locale.ROOT,
        "%s/%s/%s-%020d-%020d%s",
        stream,
        FOLDERS.format(Instant.ofEpochMilli(hour * MILLIS_PER_HOUR)),
        spoolId,
        first,
        last,
        compression.extension());
  }
}
