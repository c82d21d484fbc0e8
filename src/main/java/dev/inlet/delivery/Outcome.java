package dev.inlet.delivery;

import java.time.Duration;

/** What a sink did with a batch. */
public sealed interface Outcome {
  /** All of it is safe there. */
  record Delivered(Tally tally) implements Outcome {}

  /**
   * Not all of it was taken, and trying again later may help.
   *
   * @param notBefore how long the sink asks to be left alone
   */
  record Unavailable(String reason, Duration notBefore) implements Outcome {
    public Unavailable(String reason) {
      this(reason, Duration.ZERO);
    }
  }

  /** Trying again will not help until someone changes the configuration. */
  record Misconfigured(String reason) implements Outcome {}

  /** It is meant to stay in the spool, as nothing says where it should go. */
  record Kept(String reason) implements Outcome {}
}
