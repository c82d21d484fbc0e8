package dev.inlet.lake;

import java.io.Serial;

/** Another build is at work on these tables. */
public final class LakeBusy extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  LakeBusy() {
    super("another build is at work on these tables; nothing was done.");
  }
}
