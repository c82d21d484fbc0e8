package dev.inlet.lake;

import java.util.Optional;

/**
 * How tables are to be built.
 *
 * @param from what they are built from
 * @param refusesMerges whether links are left out that make one person of several with a profile;
 *     empty for as it was at the last build
 */
public record Order(From from, Optional<Boolean> refusesMerges) {
  /** What is new, as at the last build. */
  public static final Order NEWS = new Order(From.NEWS, Optional.empty());

  /** All that there is, as at the last build. */
  public static final Order ALL = new Order(From.ALL, Optional.empty());

  /** Which raw objects are read. */
  public enum From {
    /** Those that are not in the tables. */
    NEWS,
    /** All of them, as if there were no tables; it is refused when some of them are gone. */
    ALL,
    /** Those that there are, also when others were in the tables and are gone. */
    LEFT
  }

  /** The same, with links that merge profiles left out or not. */
  public Order refusingMerges(boolean isRefused) {
    return new Order(from, Optional.of(isRefused));
  }

  boolean isFromAll() {
    return from != From.NEWS;
  }
}
