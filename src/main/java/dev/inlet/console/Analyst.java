package dev.inlet.console;

import dev.inlet.lake.Answer;

/** Answers queries on the tables, out of harm's way of whoever takes events. */
@FunctionalInterface
public interface Analyst {
  /** Returns when it is answered, or can't be in time. */
  Answer ask(String sql) throws InterruptedException;
}
