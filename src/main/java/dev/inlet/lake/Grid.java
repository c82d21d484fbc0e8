package dev.inlet.lake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first rows of a result, as a page shows them. */
final class Grid {
  private final int rowsMax;
  private final int charactersMax;
  private final List<String> columns = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();
  private boolean isCut;

  Grid(int rowsMax, int charactersMax) {
    this.rowsMax = rowsMax;
    this.charactersMax = charactersMax;
  }

  /** Takes rows until there are enough of them. */
  Grid of(ResultSet result) throws SQLException {
    var meta = result.getMetaData();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(
          "{\"name\":%s,\"type\":%s}"
              .formatted(
                  JsonText.quoted(meta.getColumnLabel(i)),
                  JsonText.quoted(meta.getColumnTypeName(i))));
    }
    int characters = 0;
    while (!isCut && result.next()) {
      var row = row(ResultWriter.cells(result));
      characters += row.length();
      isCut = rows.size() == rowsMax || characters > charactersMax;
      if (!isCut) {
        rows.add(row);
      }
    }
    return this;
  }

  private static String row(List<@Nullable String> cells) {
    var texts = new ArrayList<String>();
    for (var cell : cells) {
      texts.add(JsonText.quoted(cell));
    }
    return "[" + String.join(",", texts) + "]";
  }

  String json(long millis) {
    return "{\"columns\":[%s],\"rows\":[%s],\"isCut\":%b,\"millis\":%d}"
        .formatted(String.join(",", columns), String.join(",\n", rows), isCut, millis);
  }
}
