package dev.inlet.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process dies at any moment, again and again, while 64 clients send. */
@Timeout(240)
class KillIT {
  private static final int ROUNDS = 20;
  private static final int CONNECTIONS = 64;

  private @TempDir Path folder;

  @Test
  void keepsWhatItAnsweredOnceThroughTwentyKills() throws InterruptedException {
    var random = new Random(20261121);
    var senders = new Senders();
    var launch = launch();
    for (int round = 0; round < ROUNDS; round++) {
      try (var inlet = launch.ready()) {
        senders.start(inlet.port(), "r" + round, CONNECTIONS, Integer.MAX_VALUE, 0);
        TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(500));
        inlet.kill();
      }
      senders.join();
    }
    assertThat(launch.ready().terminate().exit(Duration.ofSeconds(30))).isZero();

    assertThat(senders.acknowledged()).isGreaterThan(ROUNDS * CONNECTIONS);
    senders.assertKept(new LakeFolder(launch.data()).events());
  }

  /** Small files and objects, so that each kill meets files that roll and objects on their way. */
  private Launch launch() {
    return Launch.in(folder)
        .with("INLET_SPOOL_SEGMENT_BYTES", 256 << 10)
        .with("INLET_DELIVERY_OBJECT_BYTES_MAX", 128 << 10)
        .with("INLET_DELIVERY_LINGER_MAX", "50ms");
  }
}
