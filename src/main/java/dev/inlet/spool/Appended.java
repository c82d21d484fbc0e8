package dev.inlet.spool;

/** What became of an append. */
public sealed interface Appended {
  /** The lines are on disk. */
  record Durable(long first, long last) implements Appended {}

  /** There is no room now; trying again later may help. */
  record Full(String reason) implements Appended {}

  /** The spool has stopped, and takes nothing until the process is started again. */
  record Failed(String reason) implements Appended {}
}
