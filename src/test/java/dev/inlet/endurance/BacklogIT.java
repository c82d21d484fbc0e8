package dev.inlet.endurance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.delivery.Spools;
import dev.inlet.process.InletProcess;
import dev.inlet.process.Launch;
import dev.inlet.spool.Disk;
import dev.inlet.standin.Setup;
import dev.inlet.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What waits in the spool, and what lies in the lake, may be many times the heap: {@code
 * -Dinlet.backlog.megabytes} says how much.
 */
@Timeout(900)
class BacklogIT {
  private static final long BACKLOG_BYTES = Long.getLong("inlet.backlog.megabytes", 192) << 20;
  private static final String HEAP = "-Xmx64m";
  private static final int BODIES_IN_FRAME = 20;
  private static final Duration DRAIN_MAX = Duration.ofMinutes(10);

  private @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"directory", "s3", "firehose"})
  void deliversAndVerifiesABacklogThatIsManyTimesTheHeap(String sink) throws Exception {
    try (var standIn = StandIn.start(Setup.in(folder.resolve("aws")).unlimited())) {
      var launch = launch(sink, standIn);
      long lines = fill(launch.data().resolve("spool/events"));
      var seen = new ArrayList<Gauges>();
      try (var inlet = launch.ready()) {
        InletProcess.await("all is delivered", DRAIN_MAX, () -> looks(inlet, seen) == 0);
        assertThat(inlet.terminate().exit(DRAIN_MAX)).as(inlet.output()).isZero();
        assertThat(inlet.output()).doesNotContain("OutOfMemory");
      }
      standIn.flush();
      try (var verify = launch.arguments("verify").start()) {
        assertThat(verify.exit(DRAIN_MAX)).as(verify.output()).isZero();
        assertThat(verify.output()).containsPattern("events +all +" + lines + " +" + lines);
      }
      tell(sink, lines, seen);
    }
  }

  private Launch launch(String sink, StandIn standIn) {
    var launch =
        Launch.in(folder)
            .option(HEAP)
            .with("INLET_SINK", sink)
            .with("INLET_SPOOL_BYTES_MAX", 4 * BACKLOG_BYTES)
            .with("INLET_DRAIN_MAX", DRAIN_MAX.toSeconds() + "s");
    if (sink.equals("directory")) {
      return launch;
    }
    for (var variable : standIn.environment().entrySet()) {
      launch = launch.with(variable.getKey(), variable.getValue());
    }
    return launch
        .with("INLET_FIREHOSE_STREAMS", Setup.EVENTS)
        .with("INLET_S3_BUCKET", Setup.BUCKET);
  }

  /** Lines as requests leave them, received within this hour. */
  private static long fill(Path spoolFolder) throws IOException {
    long millis = System.currentTimeMillis() - 60_000;
    long lines = 0;
    try (var spool = Spools.open(spoolFolder, Disk.real())) {
      int body = 0;
      for (long bytes = 0; bytes < BACKLOG_BYTES; ) {
        var frame = new StringBuilder();
        for (int i = 0; i < BODIES_IN_FRAME; i++, body++) {
          var request = new UUID(millis << 16 | 0x7000, body);
          for (int index = 0; index < Events.IN_BODY; index++) {
            frame.append(Events.line(request, body, index)).append('\n');
          }
        }
        int count = BODIES_IN_FRAME * Events.IN_BODY;
        Spools.appendFrame(spool, millis, frame.toString().getBytes(UTF_8), count);
        bytes += frame.length();
        lines += count;
      }
    }
    return lines;
  }

  /** Remembers how it is, and tells how many lines are left. */
  private static long looks(InletProcess inlet, List<Gauges> seen) {
    var gauges = Gauges.of(inlet);
    gauges.ifPresent(seen::add);
    return gauges.map(Gauges::undelivered).orElse(Long.MAX_VALUE);
  }

  private static void tell(String sink, long lines, List<Gauges> seen) {
    System.out.printf("%s: %d lines, %d MB, %s%n", sink, lines, BACKLOG_BYTES / 1_000_000, HEAP);
    int step = Math.max(1, seen.size() / 10);
    for (int i = 0; i < seen.size(); i += step) {
      System.out.println("  " + seen.get(i));
    }
  }
}
