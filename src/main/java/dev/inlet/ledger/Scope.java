package dev.inlet.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hours of receipt that are asked about.
 *
 * @param from the first
 * @param to the one after the last
 */
public record Scope(int from, int to) {
  static final Scope ALL = new Scope(Integer.MIN_VALUE, Integer.MAX_VALUE);

  private static final Pattern FOLDER =
      Pattern.compile("/date=(\\d{4}-\\d\\d-\\d\\d)/hour=(\\d\\d)/");
  private static final int HOURS_PER_DAY = 24;

  /** Whole hours that these times are in; null for no bound. */
  public static Scope between(@Nullable Instant from, @Nullable Instant to) {
    return new Scope(
        from == null ? ALL.from : Hours.of(from.toEpochMilli()),
        to == null ? ALL.to : Hours.of(to.toEpochMilli() + Hours.MILLIS - 1));
  }

  /** Whether it has no end. */
  boolean isOpen() {
    return to == Integer.MAX_VALUE;
  }

  boolean has(int hour) {
    return hour >= from && hour < to;
  }

  /** Whether a ledger's file of this day can say something about it; what is no day can not. */
  boolean hasDay(String day) {
    var start = hour(day, "00");
    return start.isPresent()
        && start.getAsInt() < to
        && start.getAsInt() > (long) from - HOURS_PER_DAY;
  }

  /**
   * Whether an object can hold lines of it. Firehose's folders are by arrival, which is later than
   * receipt, and no telling how much.
   */
  public boolean mayHave(String key, boolean isByReceipt) {
    var hour = hour(key);
    return hour.isEmpty() || (hour.getAsInt() >= from && (!isByReceipt || hour.getAsInt() < to));
  }

  private static OptionalInt hour(String key) {
    var folder = FOLDER.matcher(key);
    return folder.find() ? hour(folder.group(1), folder.group(2)) : OptionalInt.empty();
  }

  private static OptionalInt hour(String day, String hour) {
    try {
      return OptionalInt.of(Hours.of("%sT%s:00:00Z".formatted(day, hour)));
    } catch (DateTimeException noTime) {
      return OptionalInt.empty();
    }
  }
}
