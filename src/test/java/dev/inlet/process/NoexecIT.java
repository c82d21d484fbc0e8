package dev.inlet.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A volume that runs no programs, as those for data and for temporary files often are. */
@Timeout(180)
class NoexecIT {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String EVENT =
      "{\"userId\":\"ada\",\"events\":[{\"eventName\":\"e\",\"metadata\":{},\"timestampUTC\":1}]}";

  private @TempDir Path folder;
  private Path volume = Path.of("");

  @BeforeEach
  void mount() throws Exception {
    volume = Files.createDirectory(folder.resolve("volume"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "noexec,size=512m", "inlet", volume.toString()),
        "mounting a volume is for root");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", volume.toString());
  }

  @Test
  void holdsDataWhoseTablesAreBuiltAndAsked() {
    var launch =
        Launch.in(folder)
            .with("INLET_DATA", volume)
            .with("INLET_LAKE_EVERY", "1s")
            .with("INLET_DELIVERY_LINGER_MAX", "100ms");
    try (var inlet = launch.ready()) {
      assertThat(Http.once(inlet.port(), "POST", "/track", EVENT).status()).isEqualTo(200);
      InletProcess.await("it is in", LONG, () -> inlet.output().contains("Tables: 1 records"));
      assertThat(asked(inlet, "select user_id from processed.events")).contains("[[\"ada\"]]");
      assertThat(inlet.terminate().exit(LONG)).isZero();
    }
  }

  @Test
  void isNamedWhenItIsForTemporaryFiles() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    var launch = Launch.in(folder).option("-Djava.io.tmpdir=" + volume).arguments("lake", "build");
    try (var build = launch.start()) {
      assertThat(build.exit(LONG)).isOne();
      assertThat(build.output())
          .startsWith("inlet: DuckDB and SQLite can't be run from '" + volume)
          .contains("noexec", "JDK_JAVA_OPTIONS=-Djava.io.tmpdir=FOLDER");
    }
  }

  @Test
  void isNamedWhenLinesAreToBeCompressedByALibrary() throws IOException {
    var launch =
        Launch.in(folder)
            .option("-Djava.io.tmpdir=" + volume)
            .with("INLET_DELIVERY_COMPRESSION", "zstd");
    try (var inlet = launch.start()) {
      assertThat(inlet.exit(LONG)).isEqualTo(2);
      assertThat(inlet.output())
          .contains("INLET_DELIVERY_COMPRESSION (inlet.delivery.compression) is 'zstd'")
          .contains("can't be run from '" + volume, "JDK_JAVA_OPTIONS=-Djava.io.tmpdir=FOLDER");
    }
  }

  private static String asked(InletProcess inlet, String sql) {
    var type = "Content-Type: application/sql";
    return Http.once(inlet.port(), "POST", "/console/lake/query", sql, type).body();
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    return process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
