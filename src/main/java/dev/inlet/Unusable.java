package dev.inlet;

import java.io.Serial;

/** The configuration can't be used; the message is a sentence for the operator. */
final class Unusable extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  Unusable(String sentence) {
    super(sentence);
  }
}
