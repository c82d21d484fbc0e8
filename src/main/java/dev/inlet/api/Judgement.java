package dev.inlet.api;

import dev.inlet.event.Reading;
import org.jspecify.annotations.Nullable;

/** What becomes of a request whose body is here. */
sealed interface Judgement {
  /** Whose it is; null when no keys are configured, or when it is nobody's. */
  @Nullable String source();

  /** The body that was judged, as far as it could be unpacked. */
  byte[] bytes();

  /** How many of these bytes are the body's. */
  int length();

  /** Whether these are all of it. */
  boolean complete();

  /** How many verdicts it holds. */
  int events();

  /** What could be read of it is taken. */
  @SuppressWarnings("ArrayRecordComponent")
  record Take(Reading.Accepted reading, @Nullable String source, byte[] bytes, int length)
      implements Judgement {
    @Override
    public boolean complete() {
      return true;
    }

    @Override
    public int events() {
      return reading.accepted() + reading.refused().size();
    }
  }

  /** Nothing of it is taken. */
  @SuppressWarnings("ArrayRecordComponent")
  record Refuse(
      Problem problem, @Nullable String source, byte[] bytes, int length, boolean complete)
      implements Judgement {
    @Override
    public int events() {
      return 1;
    }
  }
}
