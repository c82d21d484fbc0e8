package dev.inlet.lake;

import java.io.IOException;

/** Has one change fail, before or after it is made, and all that comes then. */
final class Outage {
  private long left = Long.MAX_VALUE;
  private boolean isMade;
  private long changes;

  /** What changes something. */
  @FunctionalInterface
  interface Change {
    void make() throws IOException;
  }

  /** So many changes are made, and then one is not, or is made without an answer. */
  void after(long number, boolean isMade) {
    this.left = number;
    this.isMade = isMade;
  }

  void end() {
    left = Long.MAX_VALUE;
    changes = 0;
  }

  /** How many changes were made since. */
  long changes() {
    return changes;
  }

  void read() throws IOException {
    if (left < 0) {
      throw new IOException("it can't be reached");
    }
  }

  void write(Change change) throws IOException {
    read();
    if (left-- > 0) {
      changes++;
      change.make();
      return;
    }
    if (isMade) {
      change.make();
    }
    throw new IOException("the connection was lost");
  }
}
