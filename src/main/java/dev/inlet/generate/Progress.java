package dev.inlet.generate;

/** Is told how far it got. */
@FunctionalInterface
public interface Progress {
  /**
   * Called often.
   *
   * @param share of all that is to be done
   * @param events so far
   */
  void at(double share, long events);
}
