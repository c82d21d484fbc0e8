package dev.inlet.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The configuration of Terraform, by Terraform's own checks. It is checked in a copy, so that
 * nothing is left beside it.
 */
@Timeout(900)
class TerraformIT {
  private static final Path SOURCE = Path.of("terraform");

  private @TempDir Path folder;

  @BeforeEach
  void needsTerraform() {
    assumeTrue(Shell.has("terraform"), "there is no terraform on the PATH");
  }

  @Test
  void isFormatted() {
    var ran = Shell.run(Map.of(), "terraform", "-chdir=terraform", "fmt", "-check", "-recursive");

    assertThat(ran.status()).as(ran.output()).isZero();
  }

  @Test
  void isValid() {
    init();

    var ran = terraform("validate");

    assertThat(ran.status()).as(ran.output()).isZero();
  }

  /** What is accepted says why, beside it. */
  @Test
  void hasNoFindingThatIsNotAccepted() {
    assumeTrue(
        Shell.has("checkov"), "there is no checkov on the PATH: 'pip install checkov' installs it");

    var ran =
        Shell.run(
            Map.of(),
            "checkov",
            "-d",
            "terraform",
            "--framework",
            "terraform",
            "--compact",
            "--quiet");

    assertThat(ran.status()).as(ran.output()).isZero();
  }

  /** Both modes, each environment, and what the variables refuse. */
  @Test
  void passesItsOwnTests() {
    init();

    var ran = terraform("test");

    assertThat(ran.status()).as(ran.output()).isZero();
    assertThat(ran.output()).contains("Success!");
  }

  /** It needs the plugin for AWS: from a mirror that TF_CLI_CONFIG_FILE names, or the registry. */
  private void init() {
    copy();
    var ran = terraform("init", "-backend=false", "-input=false");
    assumeTrue(
        ran.status() == 0,
        "terraform can't get its plugin for AWS here: TF_CLI_CONFIG_FILE can name a mirror that has it");
  }

  private Shell.Ran terraform(String... arguments) {
    var command = new String[arguments.length + 2];
    command[0] = "terraform";
    command[1] = "-chdir=" + folder;
    System.arraycopy(arguments, 0, command, 2, arguments.length);
    return Shell.run(Map.of("TF_IN_AUTOMATION", "1"), command);
  }

  private void copy() {
    try (var files = Files.walk(SOURCE)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().contains("/.terraform"))
          .forEach(this::copy);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void copy(Path file) {
    try {
      var target = folder.resolve(SOURCE.relativize(file));
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
