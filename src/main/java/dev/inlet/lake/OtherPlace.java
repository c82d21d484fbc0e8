package dev.inlet.lake;

import java.io.IOException;

/** The tables are published in another place than is said, or are not published at all. */
public final class OtherPlace extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param is the URL that others know the tables' folder by
   * @param said the one that is said
   */
  OtherPlace(String is, String said) {
    super(
        "other engines know the tables here as %s, and not as %s: see INLET_LAKE_CATALOG and"
                .formatted(is, said)
            + " INLET_LAKE_WAREHOUSE. 'inlet lake build --rebuild' makes them anew as they are said to be.");
  }
}
