package dev.inlet.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.spool.Disk;
import dev.inlet.spool.SpoolGlance;
import dev.inlet.standin.Fault;
import dev.inlet.standin.Script;
import dev.inlet.standin.Setup;
import dev.inlet.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process is asked to end while what it delivers to is dead. */
@Timeout(120)
class DeadSinkIT {
  private static final Duration DRAIN_MAX = Duration.ofSeconds(2);

  /** A machine with more to do than cores takes a while to end anything. */
  private static final Duration SLOWNESS = Duration.ofSeconds(6);

  private static final Duration PLENTY = Duration.ofSeconds(60);
  private static final int EVENTS = 50;
  private static final String EVENT =
      "{\"userId\":\"u\",\"events\":[{\"eventName\":\"e\",\"metadata\":{},\"timestampUTC\":1}]}";

  private @TempDir Path folder;
  private StandIn standIn;

  @BeforeEach
  void start() throws IOException {
    standIn = StandIn.start(Setup.in(folder.resolve("aws")));
  }

  @AfterEach
  void end() {
    standIn.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"firehose", "s3"})
  void endsInTimeAndDeliversAllAfterTheNextStart(String sink) throws IOException {
    kill(Fault.slow(Duration.ofMinutes(5)));
    var launch = launch(sink).with("INLET_DRAIN_MAX", DRAIN_MAX.toSeconds() + "s");
    try (var inlet = launch.ready()) {
      send(inlet);

      assertThat(inlet.terminate().exit(DRAIN_MAX.plus(SLOWNESS))).isZero();
      assertThat(inlet.output()).contains("Not drained in time: " + EVENTS + " events stay");
    }
    assertThat(pending(launch)).isEqualTo(EVENTS);

    heal();
    try (var inlet = launch.with("INLET_DRAIN_MAX", "60s").ready()) {
      assertThat(inlet.terminate().exit(PLENTY)).as(inlet.output()).isZero();
    }
    assertThat(pending(launch)).isZero();
    assertAgrees(launch);
  }

  @Test
  void leavesAWholeLedgerInTheLakeWhenItEnds() throws IOException {
    var launch = launch("s3");
    try (var inlet = launch.ready()) {
      send(inlet);

      assertThat(inlet.terminate().exit(PLENTY)).as(inlet.output()).isZero();
    }
    assertThat(standIn.keys(Setup.BUCKET, "_ledger/events/")).hasSize(1);

    var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    assertAgrees(launch.with("INLET_DATA", elsewhere));
  }

  private Launch launch(String sink) {
    var launch = Launch.in(folder).with("INLET_SINK", sink);
    for (var variable : standIn.environment().entrySet()) {
      launch = launch.with(variable.getKey(), variable.getValue());
    }
    return launch
        .with("INLET_FIREHOSE_STREAMS", Setup.EVENTS)
        .with("INLET_S3_BUCKET", Setup.BUCKET)
        .with("INLET_DELIVERY_LINGER_MAX", "10ms");
  }

  private void kill(Fault fault) {
    standIn.script(Setup.EVENTS, Script.always(fault));
    standIn.script(Setup.BUCKET, Script.always(fault));
  }

  private void heal() {
    standIn.script(Setup.EVENTS, Script.CALM);
    standIn.script(Setup.BUCKET, Script.CALM);
  }

  private static void send(InletProcess inlet) {
    for (int i = 0; i < EVENTS; i++) {
      assertThat(Http.once(inlet.port(), "POST", "/track", EVENT).status()).isEqualTo(200);
    }
  }

  private static long pending(Launch launch) throws IOException {
    var glance =
        SpoolGlance.read(launch.data().resolve("spool/events"), Disk.real(), frame -> {})
            .orElseThrow();
    return glance.next() - glance.delivered();
  }

  /** As {@code inlet verify} reads the bucket. */
  private void assertAgrees(Launch launch) {
    standIn.flush();
    try (var verify = launch.arguments("verify").start()) {
      assertThat(verify.exit(PLENTY)).as(verify.output()).isZero();
      assertThat(verify.output()).containsPattern("events +all +" + EVENTS + " +" + EVENTS);
    }
  }
}
