package dev.inlet.delivery.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.delivery.Compression;
import dev.inlet.delivery.Spools;
import dev.inlet.spool.Disk;
import dev.inlet.standin.Fault;
import dev.inlet.standin.Script;
import dev.inlet.standin.Setup;
import dev.inlet.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever Firehose does, and whenever the process dies, every line is in the objects. */
@Timeout(180)
class KillTest {
  private static final int FRAMES = 500;
  private static final int EVENTS_IN_FRAME = 100;

  /** Batches that may be on their way when the process dies, of about so many lines each. */
  private static final int LINES_UNDERWAY = 4 * 500;

  private @TempDir Path folder;

  @Test
  void losesNothingAndDoublesOnlyWhatWasOnItsWay() throws Exception {
    var sent = fill();
    try (var standIn = StandIn.start(Setup.in(folder.resolve("aws")).unlimited())) {
      standIn.script(
          Setup.EVENTS,
          Script.CALM.onCalls(3, 6, Fault.throttled()).everyCall(10, Fault.partial(1)));
      for (int death = 1; death <= 3; death++) {
        killAfter(standIn, 20L * death);
      }
      standIn.script(Setup.EVENTS, Script.CALM.onCalls(5, 9, Fault.unavailable()));
      assertThat(finish(standIn)).contains("drained=true");
      standIn.flush();

      var delivered = lines(standIn);
      assertThat(new HashSet<>(delivered)).isEqualTo(new HashSet<>(sent)).hasSameSizeAs(sent);
      assertThat(delivered.size() - sent.size()).isLessThanOrEqualTo(3 * LINES_UNDERWAY);
    }
  }

  private List<String> fill() throws IOException {
    var lines = new ArrayList<String>();
    var events = new Events();
    try (var spool = Spools.open(folder.resolve("spool"), Disk.real())) {
      for (int i = 0; i < FRAMES; i++) {
        var frame = events.frame(EVENTS_IN_FRAME);
        Spools.appendFrame(spool, 0, frame, EVENTS_IN_FRAME);
        new String(frame, UTF_8).lines().forEach(lines::add);
      }
    }
    return lines;
  }

  private void killAfter(StandIn standIn, long calls) throws Exception {
    var process = start(standIn);
    while (standIn.counts(Setup.EVENTS).calls() < calls && process.isAlive()) {
      Thread.sleep(1);
    }
    assertThat(process.isAlive()).isTrue();
    process.destroyForcibly();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  private String finish(StandIn standIn) throws Exception {
    var process = start(standIn);
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  private Process start(StandIn standIn) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                DeliverProgram.class.getName(),
                folder.resolve("spool").toString())
            .redirectErrorStream(true);
    builder.environment().putAll(standIn.environment());
    return builder.start();
  }

  private static List<String> lines(StandIn standIn) {
    return standIn.keys(Setup.BUCKET, "raw/events/").stream()
        .map(key -> new Packet(standIn.object(Setup.BUCKET, key)))
        .flatMap(object -> new String(Packer.lines(object, Compression.GZIP), UTF_8).lines())
        .toList();
  }
}
