package dev.inlet.delivery.firehose;

import java.time.Duration;

/** What became of a record, or of a whole call. */
sealed interface Verdict {
  record Taken() implements Verdict {}

  /** It goes again, less often: the stream was asked for more than its quota. */
  record Throttled(String reason, Duration notBefore) implements Verdict {}

  /** It was not taken, and goes again. */
  record Unavailable(String reason, Duration notBefore) implements Verdict {}

  /** Nobody knows whether it was taken, so it goes again. */
  record Unknown(String reason) implements Verdict {}

  /** Something in it is refused, and always will be. */
  record Refused(String reason) implements Verdict {}

  /** It goes again when someone has changed the configuration. */
  record Misconfigured(String reason) implements Verdict {}
}
