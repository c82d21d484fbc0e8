package dev.inlet.generate;

import java.io.IOException;

/** Takes posts, in the order in which they arrive. */
interface Recipient {
  void take(Post post) throws IOException, InterruptedException;

  /** Returns when all of them are taken. */
  Taken finish() throws IOException, InterruptedException;

  /**
   * What became of them.
   *
   * @param accepted events, aliases and profiles
   * @param rejected events, or bodies that were refused as a whole
   */
  record Taken(long accepted, long rejected) {}
}
