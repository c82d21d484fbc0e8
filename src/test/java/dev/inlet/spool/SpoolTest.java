package dev.inlet.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  private static final SpoolConfig CONFIG = new SpoolConfig(1 << 20, 64 << 10, 0, 1 << 20);

  @TempDir Path folder;

  @Test
  void acknowledgesWithTheSequencesOfTheLines() throws Exception {
    try (var spool = open()) {
      assertThat(append(spool, "a\nb\n")).isEqualTo(new Appended.Durable(0, 1));
      assertThat(append(spool, "c\n")).isEqualTo(new Appended.Durable(2, 2));
    }
  }

  @Test
  void readsWhatWasAppendedInOrder() throws Exception {
    try (var spool = open()) {
      append(spool, "a\nb\n");
      append(spool, "c\n");

      assertThat(read(spool, 0)).containsExactly("a\nb\n", "c\n");
    }
  }

  @Test
  void keepsLinesWhenItIsClosedAndOpenedAgain() throws Exception {
    try (var spool = open()) {
      append(spool, "a\nb\n");
    }
    try (var spool = open()) {
      assertThat(read(spool, 0)).containsExactly("a\nb\n");
      assertThat(append(spool, "c\n")).isEqualTo(new Appended.Durable(2, 2));
    }
  }

  @Test
  void readsTheFrameThatHoldsTheSequence() throws Exception {
    try (var spool = open()) {
      append(spool, "a\nb\n");
      append(spool, "c\nd\n");

      assertThat(read(spool, 3)).containsExactly("c\nd\n");
    }
  }

  @Test
  void deletesSegmentsBelowTheCheckpointAndReadsOn() throws Exception {
    var line = "x".repeat(9_999) + "\n";
    try (var spool = open()) {
      for (int i = 0; i < 20; i++) {
        append(spool, line);
      }
      assertThat(segments()).hasSize(4);
      try (var reader = spool.read(0)) {
        for (int i = 0; i < 15; i++) {
          reader.next();
        }
        spool.commit(new Checkpoint(15, "note".getBytes(UTF_8)));
        assertThat(segments()).hasSize(2);
        assertThat(rest(reader)).hasSize(5);
      }
    }
    try (var spool = open()) {
      assertThat(spool.checkpoint().delivered()).isEqualTo(15);
      assertThat(spool.checkpoint().note()).asString(UTF_8).isEqualTo("note");
      assertThat(read(spool, 15)).hasSize(5);
    }
  }

  @Test
  void waitsForASequence() throws Exception {
    try (var spool = open()) {
      append(spool, "a\n");

      assertThat(spool.await(0, Duration.ofSeconds(5))).isTrue();
      assertThat(spool.await(1, Duration.ofMillis(10))).isFalse();
    }
  }

  @Test
  void refusesACheckpointThatIsAhead() throws Exception {
    try (var spool = open()) {
      append(spool, "a\n");

      assertThatThrownBy(() -> spool.commit(new Checkpoint(2, new byte[0])))
          .hasMessage("checkpoint 2 is not from 0 to 1");
    }
  }

  @Test
  void refusesAfterItIsClosed() throws Exception {
    var spool = open();
    spool.close();

    assertThat(append(spool, "a\n")).isEqualTo(new Appended.Failed("spool is closed"));
  }

  @Test
  void isFullUntilSegmentsAreDelivered() throws Exception {
    var line = "x".repeat(9_999) + "\n";
    try (var spool = open()) {
      Appended last;
      do {
        last = append(spool, line);
      } while (last instanceof Appended.Durable);

      assertThat(last).isInstanceOf(Appended.Full.class);
      assertThat(append(spool, "a\n")).isInstanceOf(Appended.Full.class);
      assertThat(spool.state().trouble()).startsWith("spool is full: ");

      spool.commit(new Checkpoint(spool.state().next(), new byte[0]));
      assertThat(append(spool, line)).isInstanceOf(Appended.Durable.class);
    }
  }

  private Spool open() throws IOException {
    return Spool.open(folder, CONFIG, Disk.real(), () -> {});
  }

  private List<String> segments() throws IOException {
    try (var paths = Files.list(folder)) {
      return paths.map(Path::toString).filter(name -> name.endsWith(".segment")).toList();
    }
  }

  private static Appended append(Spool spool, String lines) throws Exception {
    var bytes = lines.getBytes(UTF_8);
    var told = new CompletableFuture<Appended>();
    int count = (int) lines.lines().count();
    spool.append(bytes, bytes.length, count, 1_000, told::complete);
    return told.get(5, TimeUnit.SECONDS);
  }

  private static List<String> read(Spool spool, long from) throws IOException {
    try (var reader = spool.read(from)) {
      return rest(reader);
    }
  }

  private static List<String> rest(SpoolReader reader) throws IOException {
    var frames = new ArrayList<String>();
    for (var frame = reader.next(); frame != null; frame = reader.next()) {
      frames.add(UTF_8.decode(frame.lines()).toString());
    }
    return frames;
  }
}
