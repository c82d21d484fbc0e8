package dev.inlet.lake;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By which URLs the files of tables are known, and should be.
 *
 * @param place where they are published; null when they are not
 */
record Whereabouts(Path warehouse, @Nullable Place place) {
  /** The files as the tables that there are know them, or those that will be. */
  LocalFiles files(Catalog catalog) throws SQLException {
    return LocalFiles.of(warehouse, catalog.tables(), place);
  }

  /** Whether tables that are made anew would be known by other URLs. */
  boolean wouldChange(Catalog catalog) throws SQLException {
    return !files(catalog).root().equals(root());
  }

  /** A folder that was only moved here is read, and built on, as it is. */
  void refuseOther(Catalog catalog) throws OtherPlace, SQLException {
    var files = files(catalog);
    boolean isRefused = place == null ? files.areElsewhere() : !files.root().equals(place.root());
    if (isRefused) {
      throw new OtherPlace(files.root(), root());
    }
  }

  private String root() {
    return LocalFiles.of(warehouse, Map.of(), place).root();
  }
}
