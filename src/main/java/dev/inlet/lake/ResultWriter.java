package dev.inlet.lake;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the rows of a result, one after the other. */
final class ResultWriter {
  /** The columns of a table are as wide as these many rows need. */
  private static final int MEASURED_ROWS = 1000;

  private static final String NULL = "NULL";

  private final PrintWriter out;

  ResultWriter(PrintWriter out) {
    this.out = out;
  }

  void write(ResultSet rows, Format format) throws SQLException {
    switch (format) {
      case TABLE -> table(rows);
      case CSV -> csv(rows);
      case JSON -> json(rows);
    }
    out.flush();
  }

  private void csv(ResultSet rows) throws SQLException {
    csvLine(names(rows));
    while (rows.next()) {
      csvLine(cells(rows));
    }
  }

  /** As RFC 4180 has it; a null is an empty field, and an empty text has quotes. */
  private void csvLine(List<@Nullable String> cells) {
    var line = new ArrayList<String>();
    for (var cell : cells) {
      if (cell == null) {
        line.add("");
      } else {
        boolean isPlain = !cell.isEmpty() && cell.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
        line.add(isPlain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"");
      }
    }
    out.print(String.join(",", line) + "\r\n");
  }

  private void json(ResultSet rows) throws SQLException {
    var names = names(rows);
    var meta = rows.getMetaData();
    var separator = "[";
    while (rows.next()) {
      var cells = cells(rows);
      var members = new ArrayList<String>();
      for (int i = 0; i < names.size(); i++) {
        members.add(JsonText.quoted(names.get(i)) + ":" + jsonValue(meta, i + 1, cells.get(i)));
      }
      out.print(separator + "{" + String.join(",", members) + "}");
      separator = ",\n";
    }
    out.println(separator.equals("[") ? "[]" : "]");
  }

  private static String jsonValue(ResultSetMetaData meta, int column, @Nullable String cell)
      throws SQLException {
    if (cell == null) {
      return "null";
    }
    boolean isBare = isNumber(meta, column) && !cell.contains("N") && !cell.contains("I");
    return isBare || meta.getColumnType(column) == Types.BOOLEAN ? cell : JsonText.quoted(cell);
  }

  private static boolean isNumber(ResultSetMetaData meta, int column) throws SQLException {
    return switch (meta.getColumnType(column)) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.DOUBLE,
          Types.FLOAT,
          Types.REAL,
          Types.DECIMAL,
          Types.NUMERIC ->
          true;
      default -> meta.getColumnTypeName(column).endsWith("INT");
    };
  }

  private void table(ResultSet rows) throws SQLException {
    var meta = rows.getMetaData();
    var measured = new ArrayList<List<String>>();
    measured.add(shown(names(rows)));
    boolean isLonger = rows.next();
    while (isLonger && measured.size() <= MEASURED_ROWS) {
      measured.add(shown(cells(rows)));
      isLonger = rows.next();
    }
    var widths = new int[meta.getColumnCount()];
    var right = new boolean[widths.length];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] = measured.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
      right[i] = isNumber(meta, i + 1);
    }
    for (int i = 0; i < measured.size(); i++) {
      tableLine(measured.get(i), widths, right);
      if (i == 0) {
        tableLine(java.util.Arrays.stream(widths).mapToObj("-"::repeat).toList(), widths, right);
      }
    }
    while (isLonger) {
      tableLine(shown(cells(rows)), widths, right);
      isLonger = rows.next();
    }
  }

  private void tableLine(List<String> cells, int[] widths, boolean[] right) {
    var line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      var padding = " ".repeat(Math.max(0, widths[i] - length(cells.get(i))));
      line.append(i == 0 ? "" : "  ").append(right[i] ? padding : "").append(cells.get(i));
      line.append(right[i] ? "" : padding);
    }
    out.println(line.toString().stripTrailing());
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  /** In one line, and without what a terminal would obey. */
  private static List<String> shown(List<@Nullable String> cells) {
    var shown = new ArrayList<String>();
    for (var cell : cells) {
      shown.add(cell == null ? NULL : cell.replaceAll("\\p{Cntrl}", "\u00b7"));
    }
    return shown;
  }

  private static List<@Nullable String> names(ResultSet rows) throws SQLException {
    var names = new ArrayList<@Nullable String>();
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      names.add(rows.getMetaData().getColumnLabel(i));
    }
    return names;
  }

  /** The cells of a row as text, without what a time says of nothing. */
  static List<@Nullable String> cells(ResultSet row) throws SQLException {
    var cells = new ArrayList<@Nullable String>();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      cells.add(text(row, i));
    }
    return cells;
  }

  private static @Nullable String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    boolean isTime = row.getMetaData().getColumnType(column) == Types.TIMESTAMP;
    return text != null && isTime && text.endsWith(".0")
        ? text.substring(0, text.length() - 2)
        : text;
  }
}
