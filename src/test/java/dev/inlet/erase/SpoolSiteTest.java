package dev.inlet.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The spools of a server that is at work. */
@Timeout(60)
class SpoolSiteTest {
  private static final int LOOKS = 5_000;

  private @TempDir Path data;

  @Test
  void findsDamagedRecordsWhileFilesComeAndGo() throws Exception {
    var folder = Files.createDirectories(data.resolve("spool/events"));
    var damaged = Files.createFile(folder.resolve("0000000000000000000.segment.damaged"));
    var isOver = new AtomicBoolean();
    var server = CompletableFuture.runAsync(() -> comeAndGo(folder, isOver));
    try {
      for (int i = 0; i < LOOKS; i++) {
        assertThat(SpoolSite.at(data).damaged()).containsExactly(damaged);
      }
    } finally {
      isOver.set(true);
    }
    server.join();
  }

  private static void comeAndGo(Path folder, AtomicBoolean isOver) {
    try {
      while (!isOver.get()) {
        Files.delete(Files.createFile(folder.resolve("checkpoint.unfinished")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
