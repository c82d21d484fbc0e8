package dev.inlet.lake;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/**
 * Tells which raw objects are in the tables. A trickle leaves millions of them over the years, so
 * only the keys of one folder are in memory: it is asked folder by folder.
 */
final class Seen {
  private final Catalog catalog;
  private String folder = "";
  private Set<String> keys = Set.of();

  Seen(Catalog catalog) {
    this.catalog = catalog;
  }

  boolean has(String key) throws IOException {
    var its = key.substring(0, key.lastIndexOf('/') + 1);
    if (!its.equals(folder)) {
      try {
        keys = catalog.seenIn(its);
        folder = its;
      } catch (SQLException e) {
        throw new IOException("the catalog can't be read: " + e.getMessage(), e);
      }
    }
    return keys.contains(key);
  }
}
