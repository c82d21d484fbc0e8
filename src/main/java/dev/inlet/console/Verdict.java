package dev.inlet.console;

import java.util.Locale;

/** What became of an event. */
enum Verdict {
  GOOD,
  BAD;

  /** As it is written. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
