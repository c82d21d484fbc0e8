package dev.inlet.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd says of the units, and how much it lets Inlet do. */
class UnitsIT {
  private static final Path UNITS = Path.of("terraform/modules/collector/instance");

  /** In tenths, of 100; below 20 is what systemd calls OK. */
  private static final String EXPOSURE_MAX = "20";

  private @TempDir Path folder;

  @BeforeEach
  void needsSystemd() {
    assumeTrue(Shell.has("systemd-analyze"), "there is no systemd-analyze on the PATH");
  }

  @Test
  void understandsEveryUnit() throws IOException {
    var units = copies();
    var command =
        Stream.concat(Stream.of("systemd-analyze", "verify", "--man=no"), units.stream())
            .toArray(String[]::new);

    var ran = Shell.run(folder, Map.of("SYSTEMD_UNIT_PATH", folder + ":"), command);

    assertThat(ran.output().lines().filter(line -> line.contains("/inlet"))).isEmpty();
    assertThat(units).hasSizeGreaterThan(5);
  }

  @Test
  void letsInletDoLittle() throws IOException {
    copies();

    var ran =
        Shell.run(
            folder,
            Map.of(),
            "systemd-analyze",
            "security",
            "--offline=true",
            "--threshold=" + EXPOSURE_MAX,
            folder.resolve("inlet.service").toString());

    assertThat(ran.status()).as(ran.output()).isZero();
  }

  /** With programs that are there in place of those of an instance. */
  private List<String> copies() throws IOException {
    try (var files = Files.list(UNITS)) {
      var units =
          files.filter(file -> file.toString().matches(".*\\.(service|timer)")).sorted().toList();
      for (var unit : units) {
        var text = Files.readString(unit).replaceAll("/opt/inlet/bin/\\w+", "/bin/true");
        Files.writeString(folder.resolve(unit.getFileName()), text);
      }
      return units.stream().map(unit -> folder.resolve(unit.getFileName()).toString()).toList();
    }
  }
}
