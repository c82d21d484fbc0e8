package dev.inlet.api;

import dev.inlet.event.Reading;
import org.jspecify.annotations.Nullable;

/** What becomes of a request whose body is here. */
sealed interface Judgement {
  /** Whose it is; null when no keys are configured, or when it is nobody's. */
  @Nullable String source();

  /** What could be read of it is taken. */
  record Take(Reading.Accepted reading, @Nullable String source) implements Judgement {}

  /**
   * Nothing of it is taken.
   *
   * @param bytes the body that was refused, as far as it could be unpacked
   * @param complete whether these are all of it
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Refuse(
      Problem problem, @Nullable String source, byte[] bytes, int length, boolean complete)
      implements Judgement {}
}
