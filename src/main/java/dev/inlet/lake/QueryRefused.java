package dev.inlet.lake;

import java.io.Serial;

/** A query can't be answered; the message says why, as the engine puts it. */
public final class QueryRefused extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int position;

  QueryRefused(String message) {
    this(message, Answer.NOWHERE);
  }

  QueryRefused(String message, int position) {
    super(message);
    this.position = position;
  }

  /** The byte of the query that is wrong, from 0, or {@link Answer#NOWHERE}. */
  int position() {
    return position;
  }
}
