package dev.inlet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDriver;

/**
 * Has DuckDB read raw objects, every member of every line, and do nothing with them: what a build
 * is measured by. It has the memory and the threads that a build has.
 */
final class ParseOnly {
  private static final String MEMORY = "1GiB";

  private static final List<Stream> STREAMS =
      List.of(
          new Stream(
              "events",
              """
              {id: 'varchar', type: 'varchar', receivedAt: 'varchar', source: 'varchar',
               userId: 'varchar', eventName: 'varchar', metadata: 'json', timestampUTC: 'bigint',
               newUserId: 'varchar', originalUserId: 'varchar', attributes: 'json'}\
              """),
          new Stream(
              "rejected",
              """
              {id: 'varchar', type: 'varchar', receivedAt: 'varchar', source: 'varchar',
               path: 'varchar', errors: 'json', body: 'varchar'}\
              """));

  private record Stream(String name, String members) {}

  private ParseOnly() {}

  /** Its argument is the folder of the raw objects. */
  public static void main(String... arguments) throws IOException, SQLException {
    var properties = new Properties();
    properties.setProperty("memory_limit", MEMORY);
    properties.setProperty("preserve_insertion_order", "false");
    try (var connection = new DuckDBDriver().connect("jdbc:duckdb:", properties);
        var statement = connection.createStatement()) {
      for (var stream : STREAMS) {
        statement.execute(
            """
            select count(columns(*))
            from read_json(%s, format = 'newline_delimited', columns = %s)\
            """
                .formatted(objects(Path.of(arguments[0], stream.name())), stream.members()));
      }
    }
  }

  private static String objects(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".gz"))
          .map(file -> "'" + file + "'")
          .collect(Collectors.joining(", ", "[", "]"));
    }
  }
}
