package dev.inlet.ops;

/** Where requests come in, as far as a drain must know it. */
public interface Intake {
  /** Takes no new request from now on. */
  void close();

  /** How many requests have come in and are not answered. */
  int inside();
}
