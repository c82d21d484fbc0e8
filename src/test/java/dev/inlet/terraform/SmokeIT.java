package dev.inlet.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.process.Launch;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The three calls, followed into the lake by the script that every deployment ends with. */
@Timeout(180)
class SmokeIT {
  private @TempDir Path folder;

  @Test
  void followsTheThreeCallsIntoTheLake() {
    var launch = Launch.in(folder).with("INLET_DELIVERY_LINGER_MAX", "100ms");
    try (var inlet = launch.ready()) {
      var ran = smoke(inlet.port(), "--within", "60");

      assertThat(ran.status()).as(ran.output()).isZero();
      assertThat(ran.output())
          .contains("200 /track", "200 /alias", "200 /profile", "All are there")
          .containsPattern("after \\d+ s: \\{\"id\":\"smoke-\\d+-\\d+-track\"");
    }
  }

  @Test
  void saysWhichCallWasRefused() {
    var launch = Launch.in(folder).with("INLET_KEYS_WEB", "secret");
    try (var inlet = launch.ready()) {
      var ran = smoke(inlet.port(), "--key", "another");

      assertThat(ran.status()).isEqualTo(1);
      assertThat(ran.output()).contains("/track answered 401", "unknown-key");
    }
  }

  @Test
  void saysThatLinesAreMissing() {
    var launch = Launch.in(folder).with("INLET_DELIVERY_LINGER_MAX", "1h");
    try (var inlet = launch.ready()) {
      var ran = smoke(inlet.port(), "--within", "2");

      assertThat(ran.status()).isEqualTo(1);
      assertThat(ran.output()).contains("3 of 3 lines are not in");
    }
  }

  private Shell.Ran smoke(int port, String... options) {
    var command = new String[options.length + 4];
    command[0] = "scripts/smoke";
    command[1] = "http://127.0.0.1:" + port;
    command[2] = "--lake";
    command[3] = folder.resolve("data/lake").toString();
    System.arraycopy(options, 0, command, 4, options.length);
    return Shell.run(Map.of(), command);
  }
}
