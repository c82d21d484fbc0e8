package dev.inlet.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.stream.Collectors;

/** Texts of statements. */
final class Sql {
  private Sql() {}

  /** The text of a file of the models, without {@code .sql}. */
  static String resource(String name) {
    try (var in = Sql.class.getResourceAsStream("/lake/" + name + ".sql")) {
      if (in == null) {
        throw new IllegalArgumentException("there is no model " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text as a literal; DuckDB takes a NUL between quotes for the end of the statement. */
  static String quoted(String text) {
    var literal = "'" + text.replace("'", "''") + "'";
    return text.indexOf('\0') < 0 ? literal : "(" + literal.replace("\0", "'||chr(0)||'") + ")";
  }

  static String list(Collection<String> texts) {
    return texts.stream().map(Sql::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  /**
   * Whether these columns of two relations are the same, where a null is a value like any other.
   */
  static String same(String one, String other, Collection<String> columns) {
    return columns.stream()
        .map(column -> "%s.%s is not distinct from %s.%s".formatted(one, column, other, column))
        .collect(Collectors.joining(" and "));
  }
}
