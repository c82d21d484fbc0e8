package dev.inlet.lake;

import java.io.Serial;

/** A query can't be answered; the message says why, as the engine puts it. */
public final class QueryRefused extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  QueryRefused(String message) {
    super(message);
  }
}
