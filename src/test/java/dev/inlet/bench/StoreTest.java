package dev.inlet.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.bench.Entrant.Kept;
import dev.inlet.delivery.Compression;
import dev.inlet.spool.Checkpoint;
import dev.inlet.spool.Disk;
import dev.inlet.spool.Spool;
import dev.inlet.spool.SpoolConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  private static final SpoolConfig CONFIG =
      new SpoolConfig(1 << 20, 64 << 10, Duration.ofHours(1), 0, 1 << 20);
  private static final byte[] LINES = "{}\n{}\n{}\n".getBytes(UTF_8);

  @TempDir private Path data;

  @Test
  void countsWhatWaitsAndWhatIsDelivered() throws IOException, InterruptedException {
    spool(5, 2);
    object("raw/events/date=2026-11-26/hour=12/a.json.gz", Compression.GZIP);
    object("raw/events/date=2026-11-26/hour=13/b.json.zst", Compression.ZSTD);

    assertThat(new Store(data).count()).isEqualTo(3 + 3 + 3);
    assertThat(new Store(data).lines()).isEqualTo(5);
  }

  @Test
  void countsNoObjectThatIsNotFinished() throws IOException, InterruptedException {
    spool(1, 1);
    object("raw/events/date=2026-11-26/hour=12/.a.json.gz.unfinished", Compression.GZIP);

    assertThat(new Store(data).count()).isZero();
  }

  @Test
  void missesWhatWasAcknowledgedAndIsNotThere() {
    assertThat(new Kept("c", 10, 7).missing()).isEqualTo(3);
    assertThat(new Kept("c", 10, 7).sentence()).contains("3 ARE MISSING");
    assertThat(new Kept("c", 10, 12).missing()).isZero();
  }

  /** A spool that was given so many lines, of which so many are delivered. */
  private void spool(int lines, int delivered) throws IOException, InterruptedException {
    try (var spool = Spool.open(data.resolve("spool/events"), CONFIG, Disk.real(), () -> {})) {
      for (int i = 0; i < lines; i++) {
        spool.append(LINES, LINES.length / 3, 1, 0, appended -> {});
      }
      spool.await(lines - 1, Duration.ofSeconds(10));
      spool.commit(new Checkpoint(delivered, new byte[0]));
    }
  }

  /** An object of three lines. */
  private void object(String key, Compression compression) throws IOException {
    var file = data.resolve("lake").resolve(key);
    Files.createDirectories(file.getParent());
    try (var out = compression.to(Files.newOutputStream(file))) {
      out.write(LINES);
    }
  }
}
