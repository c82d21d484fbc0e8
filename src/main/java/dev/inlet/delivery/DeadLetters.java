package dev.inlet.delivery;

/** Takes the lines that a sink refuses for ever. */
@FunctionalInterface
public interface DeadLetters {
  /**
   * Keeps a line, and returns when it is durable.
   *
   * @param line the line as it was received, with its line feed
   * @param reason why it is refused, in words of the sink
   * @return whether it is kept; if not, it may be tried again later
   */
  boolean keep(byte[] line, String reason) throws InterruptedException;
}
