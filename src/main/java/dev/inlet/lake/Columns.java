package dev.inlet.lake;

import java.util.List;

/**
 * The columns of a table.
 *
 * @param table as it is written in a query
 */
public record Columns(String table, List<Column> columns) {
  /** The type is by DuckDB's name. */
  public record Column(String name, String type) {}

  static Columns of(Model model) {
    return new Columns(
        model.fullName(),
        model.columns().stream().map(column -> new Column(column.name(), column.type())).toList());
  }
}
