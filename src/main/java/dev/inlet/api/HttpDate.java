package dev.inlet.api;

import io.netty.util.AsciiString;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The value of the {@code Date} header, made once a second. */
final class HttpDate {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

  private record Made(long second, AsciiString text) {}

  private final Clock clock;
  private volatile Made made = new Made(-1, AsciiString.EMPTY_STRING);

  HttpDate(Clock clock) {
    this.clock = clock;
  }

  AsciiString now() {
    var second = clock.millis() / 1000;
    var last = made;
    if (last.second() != second) {
      last = new Made(second, AsciiString.cached(FORMAT.format(Instant.ofEpochSecond(second))));
      made = last;
    }
    return last.text();
  }
}
