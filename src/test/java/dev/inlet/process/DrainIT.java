package dev.inlet.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a process that is gone has left is delivered by a command. */
@Timeout(120)
class DrainIT {
  private static final Duration SECONDS = Duration.ofSeconds(60);
  private static final int EVENTS = 20;
  private static final String EVENT =
      "{\"userId\":\"u\",\"events\":[{\"eventName\":\"e\",\"metadata\":{},\"timestampUTC\":1}]}";

  private @TempDir Path folder;

  @Test
  void deliversWhatAKilledProcessLeft() {
    var left = leave();

    try (var drain = drain(left)) {
      assertThat(drain.exit(SECONDS)).as(drain.output()).isZero();
      assertThat(drain.output())
          .contains("events: 20 lines were in the spool, 0 of them are left.")
          .contains("rejected: 1 lines were in the spool, 0 of them are left.");
    }

    assertThat(new LakeFolder(left.data()).events()).hasSize(EVENTS);
    assertThat(new LakeFolder(left.data()).rejected()).hasSize(1);
  }

  @Test
  void leavesALakeThatAgreesWithWhatWasAcknowledged() {
    var left = leave();
    try (var drain = drain(left)) {
      drain.exit(SECONDS);
    }

    assertThat(left.data().resolve("lake/_ledger/events")).isDirectory();
    try (var verify = left.arguments("verify").start()) {
      assertThat(verify.exit(SECONDS)).as(verify.output()).isZero();
      assertThat(verify.output()).contains("agrees");
    }
  }

  @Test
  void deliversNothingTwice() {
    var left = leave();
    drain(left).exit(SECONDS);

    try (var again = drain(left)) {
      assertThat(again.exit(SECONDS)).isZero();
      assertThat(again.output()).contains("events: 0 lines were in the spool");
    }

    assertThat(new LakeFolder(left.data()).events()).hasSize(EVENTS);
  }

  @Test
  void saysWhatIsLeftAndWhyWhenTheTimeIsOver() throws IOException {
    var left = leave();
    Files.createFile(left.data().resolve("lake"));

    try (var drain = drain(left, "--max", "10s")) {
      assertThat(drain.exit(SECONDS)).isEqualTo(1);
      assertThat(drain.output())
          .contains("events: 20 lines were in the spool, 20 of them are left: ");
    }
  }

  @Test
  void leavesAloneWhatARunningProcessHas() {
    var launch = Launch.in(folder);
    try (var inlet = launch.ready();
        var drain = drain(launch)) {
      assertThat(drain.exit(SECONDS)).isEqualTo(1);
      assertThat(drain.output()).contains("is in use by another process");
      assertThat(inlet.health("/health/readiness")).isEqualTo(200);
    }
  }

  @Test
  void refusesAFolderWithoutASpool() {
    var launch = Launch.in(folder);
    try (var drain = launch.arguments("drain", folder.toString()).start()) {
      assertThat(drain.exit(SECONDS)).isEqualTo(2);
      assertThat(drain.output()).startsWith("inlet: There is no folder").hasLineCount(1);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesATimeThatIsNone() {
    var launch = leave();
    try (var drain = drain(launch, "--max", "soon")) {
      assertThat(drain.exit(SECONDS)).isEqualTo(2);
      assertThat(drain.output()).contains("--max is 'soon'");
    }
  }

  /** A data folder whose process was killed before it delivered anything. */
  private Launch leave() {
    var launch = Launch.in(folder);
    try (var inlet = launch.with("INLET_DELIVERY_LINGER_MAX", "1h").ready()) {
      IntStream.range(0, EVENTS)
          .forEach(event ->
              assertThat(Http.once(inlet.port(), "POST", "/track", EVENT).status()).isEqualTo(200));
      assertThat(Http.once(inlet.port(), "POST", "/track", "{}").status()).isEqualTo(400);
      inlet.kill();
    }
    return launch;
  }

  private static InletProcess drain(Launch left, String... options) {
    var arguments = new String[options.length + 2];
    arguments[0] = "drain";
    arguments[1] = left.data().toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return left.arguments(arguments).start();
  }
}
