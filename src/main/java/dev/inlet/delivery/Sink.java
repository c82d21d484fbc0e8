package dev.inlet.delivery;

import java.util.Optional;

/** Where batches go. */
public interface Sink {
  /**
   * Delivers a batch, and returns when it is safe there or will not be. Sending a batch again does
   * no harm: it replaces what is there. Several threads may call it, each with its own batch.
   */
  Outcome send(Batch batch) throws InterruptedException;

  /** What it did in calls, when these are paid for. */
  default Optional<Traffic> traffic() {
    return Optional.empty();
  }

  /**
   * Why a part of it waits for someone to change the configuration while other parts deliver, in
   * words; empty when none does.
   */
  default Optional<String> misconfigured() {
    return Optional.empty();
  }

  /** Gives up what waits for an answer from afar: it is sent again after the next start. */
  default void stop() {}
}
