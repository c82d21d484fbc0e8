package dev.inlet.lake;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A catalog that other engines look tables up in. It moves one table at a time. */
public interface TableDirectory extends AutoCloseable {
  /** What it says of a table; empty when there is none. */
  Optional<Entry> entry(String database, String table) throws IOException;

  /** Names a table that it does not know yet, and its database if it does not know that. */
  void add(Description table) throws IOException;

  /**
   * Says something else of a table.
   *
   * @param from what it said; when that is not so any more, nothing is changed
   */
  void move(Entry from, Description to) throws IOException;

  @Override
  void close();

  /**
   * What is said of a table.
   *
   * @param version which version of it this is
   * @param parameters texts by their names
   * @param comment what people wrote about it; empty when they did not
   */
  record Entry(String version, Map<String, String> parameters, String comment) {}

  /**
   * What is to be said of a table.
   *
   * @param location the URL of its folder
   */
  record Description(
      String database,
      String table,
      String location,
      List<Field> columns,
      Map<String, String> parameters) {}

  /**
   * A column.
   *
   * @param type as Hive names it
   */
  record Field(String name, String type) {}
}
