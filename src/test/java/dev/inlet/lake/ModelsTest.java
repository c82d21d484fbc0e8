package dev.inlet.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts of the models: what DuckDB and Trino read alike, and nothing else. */
class ModelsTest {
  private static final Path FOLDER = Path.of("src/main/resources/lake");

  /** What the two engines read differently, without a word of it. */
  private static final List<Pattern> BANNED =
      Stream.of(
              "\\brecursive\\b",
              "\\blistagg\\b",
              "\\bregexp_replace\\b",
              "\\bconcat\\s*\\(",
              "\\bgreatest\\s*\\(",
              "\\bleast\\s*\\(",
              "\\bmax_by\\b|\\bmin_by\\b|\\barg_max\\b|\\barg_min\\b",
              "as varchar\\s*\\)",
              "as (decimal|numeric|integer|int)\\b",
              "date_trunc\\s*\\([^()]*\\([^()]*as date\\s*\\)",
              "date_trunc\\s*\\([^)]*_date\\b",
              "\\bunnest\\s*\\([a-z_.]+\\s*,",
              "\\$\\[\"",
              "\\bilike\\b|\\bqualify\\b|\\bgroup by all\\b|\\border by all\\b|\\bsemi join\\b",
              "::",
              "/(?!\\s*(nullif\\(|cast\\([a-z_]+ as double))")
          .map(Pattern::compile)
          .toList();

  static Stream<Path> files() {
    try (var files = Files.walk(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".sql"))
          .filter(file -> !file.endsWith("duckdb.sql"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void isOneSelectInWhatBothEnginesReadAlike(Path file) throws IOException {
    var text = Files.readString(file).replaceAll("(?m)--.*$", "");

    assertThat(text.strip()).matches("(?s)(with|select)\\b.*").doesNotContain(";");
    var words = text.replaceAll("'[^']*'", "");
    assertThat(words).isEqualTo(words.toLowerCase(Locale.ROOT));
    for (var banned : BANNED) {
      assertThat(banned.matcher(text).results().map(found -> found.group()))
          .as(banned.pattern())
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void saysWhatARowIsWhatMakesItUniqueAndWhatItIsRebuiltFrom(Path file) throws IOException {
    var header =
        String.join(
            "\n", Files.readAllLines(file).stream().takeWhile(l -> l.startsWith("--")).toList());

    assertThat(header).startsWith("-- A row is ").contains("Unique by ", "Rebuilt from ");
  }

  @ParameterizedTest
  @EnumSource(Model.class)
  void aModelHasTheColumnsOfItsTable(Model model) {
    assertThat(FOLDER.resolve(model.namespace()).resolve(model.table() + ".sql")).exists();
    assertThat(lastSelect(model.select()))
        .containsExactlyElementsOf(model.columns().stream().map(Model.Column::name).toList());
  }

  @Test
  void banFindsWhatItIsFor() {
    for (var bad :
        List.of(
            "select 7/2",
            "select cast(x as varchar)",
            "date_trunc('week', cast(x as date))",
            "unnest(a, b)",
            "with recursive x",
            "a || concat(b, c)")) {
      assertThat(BANNED).as(bad).anyMatch(banned -> banned.matcher(bad).find());
    }
  }

  /** The names that the last select of a text gives to its columns. */
  private static List<String> lastSelect(String text) {
    var select = text.substring(text.lastIndexOf("\nselect\n") + 8);
    var columns = select.substring(0, select.indexOf("\nfrom "));
    return columns
        .lines()
        .filter(line -> line.startsWith("  ") && !line.startsWith("   "))
        .map(line -> line.strip().replaceAll(",$", ""))
        .filter(line -> !line.equals("case"))
        .map(line -> line.replaceAll(".* as (\\w+)$", "$1").replaceAll("^\\w+\\.(\\w+)$", "$1"))
        .toList();
  }
}
