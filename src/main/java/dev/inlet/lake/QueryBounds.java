package dev.inlet.lake;

import java.time.Duration;

/**
 * How much one query may take that somebody asks from a page.
 *
 * @param timeMax how long it may take, in whole seconds
 * @param rowsMax rows of its result that are given
 * @param charactersMax characters of its cells that are given
 * @param spillBytesMax what it may put into files, as what fills a disk stops the spool, too
 */
public record QueryBounds(Duration timeMax, int rowsMax, int charactersMax, long spillBytesMax) {
  public static final int ROWS_MAX = 10_000;
  private static final int CHARACTERS_MAX = 4 << 20;
  private static final long SPILL_BYTES_MAX = 1L << 30;

  /** The usual ones, but for the time. */
  public static QueryBounds of(Duration timeMax) {
    return new QueryBounds(timeMax, ROWS_MAX, CHARACTERS_MAX, SPILL_BYTES_MAX);
  }
}
