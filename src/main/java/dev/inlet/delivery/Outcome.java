package dev.inlet.delivery;

/** What a sink did with a batch. */
public sealed interface Outcome {
  /** All of it is safe there. */
  record Delivered(Tally tally) implements Outcome {}

  /** Nothing was taken, and trying again later may help. */
  record Unavailable(String reason) implements Outcome {}

  /** Trying again will not help until someone changes the configuration. */
  record Misconfigured(String reason) implements Outcome {}
}
