package dev.inlet.spool;

import java.io.IOException;

/** A spool's folder that must not be opened as it is; the message says why in a sentence. */
public final class SpoolRefused extends IOException {
  private static final long serialVersionUID = 1L;

  SpoolRefused(String sentence) {
    super(sentence);
  }
}
