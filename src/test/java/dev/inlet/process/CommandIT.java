package dev.inlet.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.Ports;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the program says to those who call it, and what it can't be started with. */
@Timeout(60)
class CommandIT {
  private static final Duration SECONDS = Duration.ofSeconds(15);
  private static final int UNUSABLE = 2;

  private @TempDir Path folder;

  @Test
  void saysWhatItCanDo() {
    assertThat(says(0, "--help")).contains("Usage: inlet").contains("serve");
  }

  @Test
  void saysWhichVersionItIs() {
    assertThat(says(0, "--version")).matches("Inlet \\d+\\.\\d+\\.\\d+\\R");
  }

  @Test
  void listsItsSettings() {
    assertThat(says(0, "serve", "--help")).contains("INLET_PORT (8080)", "INLET_KEYS_<SOURCE>");
  }

  @Test
  void refusesAnUnknownCommand() {
    assertThat(says(UNUSABLE, "serv")).contains("'serv'").contains("inlet serve");
  }

  @Test
  void saysThatNoServerIsThereToWatch() {
    var nowhere = "http://127.0.0.1:" + Ports.free();

    assertThat(says(1, "tail", "--url", nowhere)).contains("nothing answers at " + nowhere);
    assertThat(says(UNUSABLE, "tail", "--url", "ftp://x")).contains("--url is 'ftp://x'");
    assertThat(says(UNUSABLE, "tail", "--verdict", "ugly")).contains("--verdict is 'ugly'");
  }

  @Test
  void refusesAnUnknownOption() {
    assertThat(says(UNUSABLE, "serve", "--quick")).contains("'--quick'");
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "INLET_PROT, 9000, INLET_PORT, inlet.port",
    "INLET_PORT, abc, INLET_PORT, inlet.port",
    "INLET_PORT, 70000, INLET_PORT, inlet.port",
    "INLET_MANAGEMENT_PORT, 0, INLET_MANAGEMENT_PORT, inlet.management-port",
    "INLET_SPOOL_BYTES_MAX, 2GB, INLET_SPOOL_BYTES_MAX, inlet.spool.bytes-max",
    "INLET_DELIVERY_LINGER_MAX, soon, INLET_DELIVERY_LINGER_MAX, inlet.delivery.linger-max",
    "INLET_SINK, kafka, INLET_SINK, inlet.sink",
    "INLET_LOG_FORMAT, xml, INLET_LOG_FORMAT, inlet.log.format",
  })
  void refusesASettingThatItCantUse(String variable, String value, String named, String key) {
    assertThat(refusal(Launch.in(folder).with(variable, value))).contains(named + " (" + key + ")");
  }

  @Test
  void refusesAnUnknownProperty() {
    assertThat(refusal(Launch.in(folder).option("-Dinlet.spool.bytes-mox=1")))
        .contains("inlet.spool.bytes-mox is not a setting")
        .contains("INLET_SPOOL_BYTES_MAX (inlet.spool.bytes-max)");
  }

  /** One sentence, and nothing of how it is made inside. */
  private static String refusal(Launch launch) {
    try (var inlet = launch.start()) {
      assertThat(inlet.exit(SECONDS)).as(inlet.output()).isEqualTo(UNUSABLE);
      assertThat(inlet.output())
          .startsWith("inlet: ")
          .hasLineCount(1)
          .doesNotContain("Exception", "micronaut", "dev.inlet");
      return inlet.output();
    }
  }

  private String says(int status, String... arguments) {
    try (var inlet = Launch.in(folder).arguments(arguments).start()) {
      assertThat(inlet.exit(SECONDS)).as(inlet.output()).isEqualTo(status);
      return inlet.output();
    }
  }
}
