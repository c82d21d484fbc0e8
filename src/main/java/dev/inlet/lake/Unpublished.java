package dev.inlet.lake;

import java.io.IOException;

/** The tables are as they should be, and others do not see it yet. */
public final class Unpublished extends IOException {
  private static final long serialVersionUID = 1L;

  Unpublished(String why, IOException cause) {
    super(
        "the tables are built here, and not all of it is published: %s. The next build tries it again."
            .formatted(why),
        cause);
  }
}
