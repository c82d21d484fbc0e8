package dev.inlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documentation tells people to copy works, also when the first answer is lost. */
class QuickstartTest {
  private static final long RUN_SECONDS_MAX = 120;
  private static final String DOCUMENTED = "http://127.0.0.1:8080";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "python, quickstart.py, python3",
    "javascript, quickstart.mjs, node",
    "java, Quickstart.java, java",
    "curl, quickstart.sh, sh",
  })
  void sendsItsEventAgainUnderTheSameIdWhenTheAnswerIsLost(
      String name, String file, String interpreter) throws Exception {
    assumeTrue(
        isThere(name, interpreter), "needs " + interpreter + " (and curl for sh) on the PATH");
    try (var inlet = RunningInlet.start(folder.resolve("data"), Map.of());
        var proxy = new LosingProxy(inlet)) {
      var program = Documented.program("quickstart: " + name);
      assertThat(program).contains(DOCUMENTED);
      Files.writeString(folder.resolve(file), program.replace(DOCUMENTED, proxy.address()));

      var output = run(interpreter, file);

      assertThat(output).contains("accepted").contains("1");
      assertThat(inlet.events().stream().map(RunningInlet::json).toList())
          .hasSize(2)
          .allSatisfy(record -> {
            assertThat(record.path("userId").asText()).isEqualTo("ada");
            assertThat(record.path("eventName").asText()).isEqualTo("signup");
            assertThat(record.at("/metadata/plan").asText()).isEqualTo("pro");
          })
          .extracting(record -> record.path("id").asText())
          .satisfies(ids -> assertThat(ids.get(0)).isEqualTo(ids.get(1)));
    }
  }

  private static boolean isThere(String name, String interpreter) throws Exception {
    var wanted = name.equals("curl") ? name : interpreter;
    try {
      return new ProcessBuilder(wanted, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException none) {
      return false;
    }
  }

  /** What it says, when it ends well. */
  private String run(String interpreter, String file) throws Exception {
    var output = folder.resolve("output");
    var process =
        new ProcessBuilder(List.of(interpreter, file))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    var ended = process.waitFor(RUN_SECONDS_MAX, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("it ended; it said %s", Files.readString(output)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    return Files.readString(output);
  }
}
