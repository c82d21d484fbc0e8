package dev.inlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.generate.Feature;
import dev.inlet.process.LakeFolder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateCommandTest {
  private @TempDir Path folder;
  private final StringWriter said = new StringWriter();

  @Test
  void saysWhatFeaturesDoToComingBack() {
    run("--help");

    for (var feature : Feature.values()) {
      assertThat(said.toString())
          .containsPattern(
              String.format(
                  Locale.ROOT,
                  "%s +%.1f +\\(%.0f %%",
                  feature.eventName(),
                  feature.effect(),
                  feature.share() * 100));
    }
  }

  @Test
  void writesIntoAFolderThatWasNotThere() {
    assertThat(run("--users=5", "--days=3", "--lake=" + folder.resolve("a/lake"))).isZero();

    assertThat(LakeFolder.linesBelow(folder.resolve("a/lake/raw/events"))).isNotEmpty();
    assertThat(said.toString()).contains("people", "records accepted");
  }

  @Test
  void doesNotMixWithRealDataUnlessToldTo() throws Exception {
    var real = Files.createDirectories(folder.resolve("raw/events/date=2026-11-21/hour=00"));
    Files.createFile(real.resolve("0123456789ab-0-1.json"));

    assertThat(run("--users=5", "--days=3", "--lake=" + folder)).isEqualTo(Application.UNUSABLE);
    assertThat(said.toString()).contains("holds 1 objects that were not generated", "--yes");
    assertThat(run("--users=5", "--days=3", "--lake=" + folder, "--yes")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "--users=0, 1 to 1000000",
    "--days=366, 1 to 365",
    "--until=tomorrow, such as 2026",
    "--until=9999-01-01T00:00:00Z, not in the future",
    "--url=localhost, http://",
  })
  void refusesWhatItCantDo(String option, String sentence) {
    assertThat(run(option, "--lake=" + folder)).isEqualTo(Application.UNUSABLE);
    assertThat(said.toString()).contains(sentence);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://inlet_server:8080", "http:foo", "http://[", "ftp://inlet"})
  void refusesAUrlThatItCantPostTo(String url) {
    assertThat(run("--users=1", "--days=1", "--url=" + url)).isEqualTo(Application.UNUSABLE);
    assertThat(said.toString())
        .contains("--url is '" + url + "': it must be like http://127.0.0.1:8080")
        .doesNotContain("Exception");
  }

  private int run(String... arguments) {
    var words = new String[arguments.length + 1];
    words[0] = "generate";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return Application.commands()
        .setOut(new PrintWriter(said))
        .setErr(new PrintWriter(said))
        .execute(words);
  }
}
