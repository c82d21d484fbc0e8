package dev.inlet.lake;

import java.time.Duration;

/** What became of a query that was asked by somebody who is not to be kept waiting. */
public sealed interface Answer {
  /** Nothing in particular is wrong with the text. */
  int NOWHERE = -1;

  /**
   * Its rows.
   *
   * @param json {@code {"columns": [{"name", "type"}], "rows": [[cell]], "isCut", "millis"}}, where
   *     a cell is a text or null, so that no number loses a digit
   */
  record Rows(String json) implements Answer {}

  /**
   * It is no query that can be answered.
   *
   * @param reason why, as the engine puts it
   * @param position the byte of its UTF-8 that is wrong, from 0, or {@link #NOWHERE}
   */
  record Refused(String reason, int position) implements Answer {}

  /** It was ended, as it took longer than it may. */
  record TooLong(Duration max) implements Answer {}

  /** Whoever answers could not; asking again may help. */
  record Failed(String reason) implements Answer {}

  /** So many ask that this one was not heard. */
  record Crowded() implements Answer {}
}
