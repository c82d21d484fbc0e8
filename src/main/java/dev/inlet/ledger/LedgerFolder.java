package dev.inlet.ledger;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;

/**
 * The folder of what one spool acknowledged, a file for each day of receipt.
 *
 * <p>It is called {@code <stream>/<id of the spool>/<day>.ndjson}, in the data folder's {@code
 * ledger} and in the lake's {@code _ledger} alike.
 */
public record LedgerFolder(Path path) {
  static final String SUFFIX = ".ndjson";

  private static final int HOURS_PER_DAY = 24;

  public static LedgerFolder of(Path ledger, String stream, String spoolId) {
    return new LedgerFolder(ledger.resolve(stream).resolve(spoolId));
  }

  Path file(int hour) {
    return path.resolve(day(hour) + SUFFIX);
  }

  static String day(int hour) {
    return String.format(
        Locale.ROOT, "%s", LocalDate.ofEpochDay(Math.floorDiv(hour, HOURS_PER_DAY)));
  }
}
