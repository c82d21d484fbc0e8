package dev.inlet;

import java.util.Locale;

/** Where lines are delivered. */
enum Destination {
  DIRECTORY,
  FIREHOSE,
  S3;

  /** As it is configured. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
