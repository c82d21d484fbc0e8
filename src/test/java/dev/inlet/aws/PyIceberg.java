package dev.inlet.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.inlet.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An engine of others, in Python. */
public final class PyIceberg {
  private static final String REQUIREMENT = "pyiceberg[sql-sqlite,glue,pyarrow]==0.12.0";

  private PyIceberg() {}

  /**
   * Runs a program that uses it; skips the test, and says why, when it can't be installed.
   *
   * @param folder where the program is put
   * @return what it printed
   */
  public static String run(Path folder, String program, List<String> arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(python().toString());
    command.add(Files.writeString(folder.resolve("read.py"), program).toString());
    command.addAll(arguments);
    var errors = folder.resolve("errors");
    var builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().put("PYTHONUTF8", "1");
    var process = builder.start();
    var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return printed;
  }

  private static Path python() throws InterruptedException {
    try {
      var installed = Installation.below("aws", "pyiceberg");
      installed.pip(REQUIREMENT);
      return installed.folder().resolve("bin/python");
    } catch (IOException failed) {
      return abort("PyIceberg can't be installed: " + failed.getMessage());
    }
  }
}
