package dev.inlet.ledger;

import java.time.Instant;

/** Hours of the epoch. */
final class Hours {
  static final long MILLIS = 3_600_000;

  private Hours() {}

  static int of(long millis) {
    return Math.toIntExact(Math.floorDiv(millis, MILLIS));
  }

  /** The hour that begins then. */
  static int of(String text) {
    return of(Instant.parse(text).toEpochMilli());
  }

  /** When it begins. */
  static String text(int hour) {
    return Instant.ofEpochMilli(hour * MILLIS).toString();
  }
}
