package dev.inlet.lake;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;

/** Tables can't be made anew of all raw objects, as some that they were made of are gone. */
public final class RawGone extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param keys of those that are gone
   */
  RawGone(Collection<String> keys) {
    super(
        "%d raw objects that the tables were made of are gone, such as %s; a rebuild would lose what"
                .formatted(keys.size(), Collections.min(keys))
            + " was in them. With --from-what-is-left it is made of the others.");
  }
}
