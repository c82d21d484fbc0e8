package dev.inlet.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The picture and the table of alarms say what the configuration makes. */
class DiagramTest {
  private static final Path TERRAFORM = Path.of("terraform");

  @Test
  void drawsWhatIsMade() throws IOException {
    var drawn =
        Pattern.compile("data-is=\"(\\w+)\"")
            .matcher(Files.readString(TERRAFORM.resolve("diagram.svg")))
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(drawn).hasSizeGreaterThan(10);
    assertThat(drawn)
        .allSatisfy(type -> assertThat(configuration()).contains("resource \"" + type + "\""));
  }

  @Test
  void explainsEveryAlarm() throws IOException {
    var module = Files.readString(TERRAFORM.resolve("modules/observability/main.tf"));
    var alarms =
        Pattern.compile(
                "^ {4}(?: {2})?\"?([a-z0-9]+(?:-[a-z0-9]+)*)(?:-\\$\\{stream})?\"? += (?:merge\\(|\\{$)",
                Pattern.MULTILINE)
            .matcher(module)
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(alarms).contains("spool-age", "freshness", "unhealthy-hosts");
    assertThat(alarms)
        .allSatisfy(alarm ->
            assertThat(Files.readString(Path.of("Documentation.md")))
                .containsPattern("\\| `" + alarm + "(-STREAM)?` \\|"));
  }

  private static String configuration() {
    try (var files = Files.walk(TERRAFORM)) {
      return files
          .filter(file -> file.toString().endsWith(".tf"))
          .map(DiagramTest::text)
          .collect(Collectors.joining());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
