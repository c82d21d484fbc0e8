package dev.inlet.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is asked to end keeps its word, and says with its status that it did. */
@Timeout(120)
class EndIT {
  private static final Duration SECONDS = Duration.ofSeconds(20);
  private static final String EVENT =
      "{\"userId\":\"u\",\"events\":[{\"eventName\":\"e\",\"metadata\":{},\"timestampUTC\":1}]}";

  private @TempDir Path folder;

  @Test
  void deliversWhatItAnsweredWhenItEndsUnderLoad() {
    var launch = Launch.in(folder);
    var senders = new Senders();
    try (var inlet = launch.ready()) {
      senders.start(inlet.port(), "s", 64, Integer.MAX_VALUE, 0);
      InletProcess.await("hundreds are answered", SECONDS, () -> senders.acknowledged() > 500);

      assertThat(inlet.terminate().exit(SECONDS)).isZero();
    }
    senders.end();
    assertThat(senders.refused()).allMatch(Sender.Refused::isForLater);
    senders.assertKept(new LakeFolder(launch.data()).events());
  }

  @Test
  void isUnreadyWhileItDrainsAndKeepsWhatItCouldNotDeliver() throws IOException {
    var launch = Launch.in(folder).with("INLET_DRAIN_MAX", "3s");
    var lake = Files.createFile(Files.createDirectories(launch.data()).resolve("lake"));
    try (var inlet = launch.ready()) {
      assertThat(Http.once(inlet.port(), "POST", "/track", EVENT).status()).isEqualTo(200);

      inlet.terminate();

      InletProcess.await("it is unready", SECONDS, () -> inlet.health("/health/readiness") == 503);
      assertThat(inlet.health("/health/liveness")).isEqualTo(200);
      var late = Http.once(inlet.port(), "POST", "/track", EVENT);
      assertThat(late.status()).isEqualTo(503);
      assertThat(late.headers()).containsKey("retry-after").containsEntry("connection", "close");
      assertThat(inlet.exit(SECONDS)).isZero();
      assertThat(inlet.output()).contains("Not drained in time: 1 events stay");
    }

    Files.delete(lake);
    try (var inlet = launch.ready()) {
      assertThat(inlet.terminate().exit(SECONDS)).isZero();
    }
    assertThat(new LakeFolder(launch.data()).events()).hasSize(1);
  }

  @Test
  void endsAtOnceWhenItIsIdle() {
    try (var inlet = Launch.in(folder).ready()) {
      var begin = System.nanoTime();

      assertThat(inlet.terminate().exit(SECONDS)).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void refusesASecondProcessOnItsFolder() {
    var launch = Launch.in(folder);
    try (var first = launch.ready();
        var second = launch.with("INLET_PORT", Ports.free()).start()) {
      assertThat(second.exit(SECONDS)).isEqualTo(1);
      assertThat(second.output()).matches("inlet: .*(process|lock).*\\R").contains("spool");
      assertThat(first.health("/health/readiness")).isEqualTo(200);
    }
  }

  @Test
  void refusesAPortThatIsInUse() {
    var launch = Launch.in(folder);
    try (var first = launch.ready();
        var second = launch.with("INLET_DATA", folder.resolve("other")).start()) {
      assertThat(second.exit(SECONDS)).isEqualTo(1);
      assertThat(second.output())
          .startsWith("inlet: can't listen on 127.0.0.1:" + first.port())
          .contains("INLET_PORT")
          .hasLineCount(1);
    }
  }
}
