package dev.inlet.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM notes of a rehearsal makes a start shorter, and never fails one. */
@EnabledForJreRange(minVersion = 25, disabledReason = "JDKs before 25 take no notes")
@Timeout(180)
class RehearseIT {
  private static final Duration REHEARSAL_MAX = Duration.ofMinutes(2);

  private @TempDir Path folder;

  @Test
  void leavesNotesThatCountForTheJarAndNothingElse() throws IOException {
    var temporary = Files.createDirectory(folder.resolve("temporary"));
    var notes = folder.resolve("inlet.aot");
    try (var rehearsal =
        Launch.in(folder)
            .option("-Djava.io.tmpdir=" + temporary)
            .option("-XX:AOTCacheOutput=" + notes)
            .arguments("rehearse")
            .start()) {
      assertThat(rehearsal.exit(REHEARSAL_MAX)).as(rehearsal.output()).isZero();
    }
    assertThat(temporary).isEmptyDirectory();
    assertThat(folder.resolve("data")).doesNotExist();

    var strict = Launch.in(folder).option("-XX:AOTCache=" + notes).option("-XX:AOTMode=on");
    try (var inlet = strict.ready()) {
      assertThat(inlet.isAlive()).isTrue();
    }
  }

  @Test
  void staysInItsFolderWhateverTheEnvironmentSays() throws IOException {
    try (var rehearsal =
        Launch.in(folder)
            .with("INLET_SINK", "s3")
            .with("INLET_S3_BUCKET", "nowhere")
            .with("INLET_KEYS_WEB", "k")
            .with("INLET_KEY_FILE", folder.resolve("keys"))
            .arguments("rehearse")
            .start()) {
      assertThat(rehearsal.exit(REHEARSAL_MAX)).as(rehearsal.output()).isZero();
    }
  }

  @Test
  void startsWithNotesThatAreNone() throws IOException {
    var notes = Files.writeString(folder.resolve("inlet.aot"), "of another jar");

    try (var inlet = Launch.in(folder).option("-XX:AOTCache=" + notes).ready()) {
      assertThat(inlet.isAlive()).isTrue();
    }
  }
}
