package dev.inlet.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.Documented;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server's JVM is told the same on a laptop, on an instance, and by who follows the manual. */
class OptionsTest {
  /** Where the notes are, how much memory there is, and what is not to be said, is for each. */
  private static final Pattern OPTION =
      Pattern.compile("-X(?!log|X:AOTCache|X:MaxRAM)[^\\s'\\\\]+");

  private static final Path LAUNCH = Path.of("terraform/modules/collector/instance/launch");

  private @TempDir Path jdk;

  @Test
  void areTheSameEverywhere() throws IOException {
    var ofScripts = options(ofScripts());

    assertThat(ofScripts).contains("-Xmn22m", "-XX:+UseSerialGC");
    assertThat(options(Files.readString(LAUNCH))).isEqualTo(ofScripts);
    assertThat(options(Documented.program("how a server is run"))).isEqualTo(ofScripts);
  }

  /** What scripts say to a JDK of the release that instances have. */
  private String ofScripts() throws IOException {
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
    for (var program : Set.of("java", "javac")) {
      var file = Files.createDirectories(jdk.resolve("bin")).resolve(program);
      assertThat(Files.createFile(file).toFile().setExecutable(true)).isTrue();
    }
    var asked =
        Shell.run(
            Map.of("JAVA_HOME", jdk.toString()),
            "bash",
            "-euc",
            ". scripts/lib/java.sh; . scripts/lib/jar.sh; run_options; echo \"${JVM_OPTIONS[@]}\"");
    assertThat(asked.status()).as(asked.output()).isZero();
    return asked.output();
  }

  private static Set<String> options(String text) {
    var options = new TreeSet<String>();
    OPTION.matcher(text).results().forEach(found -> options.add(found.group()));
    return options;
  }
}
