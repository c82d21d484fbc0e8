package dev.inlet.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
  static final SpoolConfig CONFIG =
      new SpoolConfig(1L << 30, 256 << 10, Duration.ofHours(1), 0, 1 << 20);

  private static final int ROUNDS = 6;
  private static final int LINES_A_ROUND = 1_500;

  @TempDir Path folder;

  @Test
  void keepsEveryAcknowledgedLineWhenTheProcessIsKilled() throws Exception {
    var acknowledged = new TreeMap<Long, String>();
    for (int round = 0; round < ROUNDS; round++) {
      var process = OtherProcess.start(folder, "round" + round);
      try (var output = OtherProcess.output(process)) {
        assertThat(OtherProcess.next(output)).isEqualTo("open");
        int heard = 0;
        for (var said = OtherProcess.next(output);
            !said.isEmpty();
            said = OtherProcess.next(output)) {
          int space = said.indexOf(' ');
          var before =
              acknowledged.put(Long.valueOf(said.substring(0, space)), said.substring(space + 1));
          assertThat(before).as("no sequence is given twice").isNull();
          if (++heard == LINES_A_ROUND + 37 * round) {
            // Not by the process itself, for that throws away what it has still said.
            process.toHandle().destroyForcibly();
          }
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
      assertThat(found()).containsAllEntriesOf(acknowledged);
    }
    assertThat(acknowledged).hasSizeGreaterThan(ROUNDS * LINES_A_ROUND);
  }

  @Test
  void refusesASecondProcess() throws Exception {
    try (var ignored = Spool.open(folder, CONFIG, Disk.real(), () -> {})) {
      var process = OtherProcess.start(folder, "second");
      try (var output = OtherProcess.output(process)) {
        assertThat(OtherProcess.next(output))
            .isEqualTo("The spool folder " + folder + " is in use by another process.");
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void refusesASecondSpoolInTheSameProcess() throws Exception {
    try (var ignored = Spool.open(folder, CONFIG, Disk.real(), () -> {})) {
      assertThatThrownBy(() -> Spool.open(folder, CONFIG, Disk.real(), () -> {}))
          .isInstanceOf(SpoolRefused.class)
          .hasMessage("The spool folder " + folder + " is in use by another process.");
    }
    Spool.open(folder, CONFIG, Disk.real(), () -> {}).close();
  }

  private Map<Long, String> found() throws Exception {
    var found = new TreeMap<Long, String>();
    try (var spool = Spool.open(folder, CONFIG, Disk.real(), () -> {});
        var reader = spool.read(0)) {
      for (var frame = reader.next(); frame != null; frame = reader.next()) {
        found.put(frame.first(), UTF_8.decode(frame.lines()).toString().stripTrailing());
      }
      assertThat(spool.state().damaged()).isZero();
    }
    return found;
  }
}
