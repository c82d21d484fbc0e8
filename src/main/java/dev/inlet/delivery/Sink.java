package dev.inlet.delivery;

/** Where batches go. */
public interface Sink {
  /**
   * Delivers a batch, and returns when it is safe there or will not be. Sending a batch again does
   * no harm: it replaces what is there. Several threads may call it, each with its own batch.
   */
  Outcome send(Batch batch) throws InterruptedException;
}
