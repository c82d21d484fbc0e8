package dev.inlet.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlet.process.InletProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpoolTest {
  private static final SpoolConfig CONFIG =
      new SpoolConfig(1 << 20, 64 << 10, Duration.ofHours(1), 0, 1 << 20);

  /** From so many on, zeros are laid out for those that follow. */
  private static final int SMALL_IN_A_ROW = 8;

  @TempDir Path folder;

  @Test
  void acknowledgesWithTheSequencesOfTheLines() throws Exception {
    try (var spool = open()) {
      assertThat(Client.append(spool, "a\nb\n")).isEqualTo(new Appended.Durable(0, 1));
      assertThat(Client.append(spool, "c\n")).isEqualTo(new Appended.Durable(2, 2));
    }
  }

  @Test
  void readsWhatWasAppendedInOrder() throws Exception {
    try (var spool = open()) {
      Client.append(spool, "a\nb\n");
      Client.append(spool, "c\n");

      assertThat(Client.read(spool, 0)).containsExactly("a\nb\n", "c\n");
    }
  }

  @Test
  void keepsLinesWhenItIsClosedAndOpenedAgain() throws Exception {
    try (var spool = open()) {
      Client.append(spool, "a\nb\n");
    }
    try (var spool = open()) {
      assertThat(Client.read(spool, 0)).containsExactly("a\nb\n");
      assertThat(Client.append(spool, "c\n")).isEqualTo(new Appended.Durable(2, 2));
    }
  }

  @Test
  void laysOutZerosForTheGroupsThatFollowSmallOnesAndTakesThemAwayAtTheEnd() throws Exception {
    try (var spool = open()) {
      appendSmallOnes(spool, "a\n");
      assertThat(segmentBytes()).isEqualTo(CONFIG.segmentBytes());
    }
    assertThat(segmentBytes()).isLessThan(SegmentFormat.HEADER_BYTES + SMALL_IN_A_ROW * 512L);
  }

  /** They take longer to write than the group does. */
  @Test
  void answersAGroupBeforeItLaysOutZerosBehindIt() throws Exception {
    try (var spool = open()) {
      for (int i = 1; i < SMALL_IN_A_ROW; i++) {
        Client.append(spool, "a\n");
      }
      var whenAnswered = new CompletableFuture<Long>();
      spool.append(
          "a\n".getBytes(UTF_8), 2, 1, 1_000, answer -> whenAnswered.complete(segmentBytes()));

      assertThat(whenAnswered.get(10, TimeUnit.SECONDS))
          .isLessThan(SegmentFormat.HEADER_BYTES + SMALL_IN_A_ROW * 512L);
      Client.deliver(spool, 0);
      assertThat(segmentBytes()).isEqualTo(CONFIG.segmentBytes());
    }
  }

  @Test
  void laysOutNoZerosForSmallGroupsAmongLargeOnes() throws Exception {
    var large = "x".repeat(32 << 10) + "\n";
    var config = new SpoolConfig(16 << 20, 4 << 20, Duration.ofHours(1), 0, 1 << 20);
    try (var spool = Spool.open(folder, config, Disk.real(), () -> {})) {
      for (int round = 0; round < 2 * SMALL_IN_A_ROW; round++) {
        Client.append(spool, large);
        Client.append(spool, "a\n");
      }
      assertThat(segmentBytes()).isEqualTo(SegmentFormat.page(spool.state().bytes()));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 4096", "3000, 4096", "10000, 12288"})
  void laysOutZerosForSixteenGroupsThatAreAtLeastAPage(int length, long zerosForEach)
      throws Exception {
    var config = new SpoolConfig(16 << 20, 4 << 20, Duration.ofHours(1), 0, 1 << 20);
    try (var spool = Spool.open(folder, config, Disk.real(), () -> {})) {
      appendSmallOnes(spool, "x".repeat(length) + "\n");

      assertThat(segmentBytes())
          .isEqualTo(SegmentFormat.page(spool.state().bytes()) + 16 * zerosForEach);
    }
  }

  @Test
  void writesSmallGroupsBehindALargeOneInPagesOfTheirOwnForAWhile() throws Exception {
    var config = new SpoolConfig(1 << 20, 128 << 10, Duration.ofHours(1), 0, 1 << 20);
    try (var spool = Spool.open(folder, config, Disk.real(), () -> {})) {
      Client.append(spool, "x".repeat(2 * SegmentFormat.PAGE_BYTES) + "\n");
      for (int i = 0; i < 2 * SMALL_IN_A_ROW; i++) {
        Client.append(spool, "a\n");
      }
      assertThat(Client.read(spool, 0)).hasSize(1 + 2 * SMALL_IN_A_ROW);
    }
    var segment = Files.readAllBytes(folder.resolve(segments().getFirst()));
    var begins =
        IntStream.iterate(SegmentFormat.HEADER_BYTES, at -> at < segment.length, at -> at + 512)
            .filter(at -> segment[at + FrameFormat.HEADER_BYTES] == 'a')
            .boxed()
            .toList();
    int page = SegmentFormat.PAGE_BYTES;
    int last = 10 * page;
    assertThat(begins)
        .startsWith(4 * page, 5 * page, 6 * page, 7 * page, 8 * page, 9 * page, last)
        .endsWith(last + 8 * 512, last + 9 * 512)
        .hasSize(2 * SMALL_IN_A_ROW);
    try (var spool = open()) {
      assertThat(spool.state().damaged()).isZero();
      assertThat(Client.append(spool, "b\n")).isEqualTo(new Appended.Durable(17, 17));
      assertThat(Client.read(spool, 0)).hasSize(18);
    }
  }

  @Test
  void beginsALargeGroupOnAPageAndReadsOnBehindTheZerosBeforeIt() throws Exception {
    var large = "x".repeat(SegmentFormat.PAGE_BYTES) + "\n";
    try (var spool = open()) {
      Client.append(spool, "a\n");
      Client.append(spool, large);
      Client.append(spool, "b\n");
      assertThat(Client.read(spool, 0)).containsExactly("a\n", large, "b\n");
    }
    var segment = Files.readAllBytes(folder.resolve(segments().getFirst()));
    assertThat(segment[SegmentFormat.PAGE_BYTES - 1]).isZero();
    assertThat(segment[SegmentFormat.PAGE_BYTES + FrameFormat.HEADER_BYTES]).isEqualTo((byte) 'x');
    try (var spool = open()) {
      assertThat(Client.read(spool, 0)).containsExactly("a\n", large, "b\n");
      assertThat(spool.state().damaged()).isZero();
    }
  }

  @Test
  void writesALargeGroupOverTheZerosForSmallOnes() throws Exception {
    var large = "x".repeat(SegmentFormat.PAGE_BYTES) + "\n";
    try (var spool = open()) {
      appendSmallOnes(spool, "a\n");
      Client.append(spool, large);
      Client.append(spool, "b\n");
    }
    try (var spool = open()) {
      assertThat(Client.read(spool, 0)).hasSize(SMALL_IN_A_ROW + 2).endsWith("a\n", large, "b\n");
      assertThat(spool.state().damaged()).isZero();
    }
  }

  @Test
  void readsWhatFollowsZerosThatEndWithinAPage() throws Exception {
    try (var spool = open()) {
      Client.append(spool, "a\n");
    }
    var segment = folder.resolve(segments().getFirst());
    Files.write(segment, new byte[900], StandardOpenOption.APPEND);

    try (var spool = open();
        var reader = spool.read(0)) {
      assertThat(Client.rest(reader)).containsExactly("a\n");
      Client.append(spool, "b\n");
      assertThat(Client.rest(reader)).containsExactly("b\n");
      Client.append(spool, "x".repeat(SegmentFormat.PAGE_BYTES) + "\n");
      assertThat(Client.rest(reader)).hasSize(1);
    }
    try (var spool = open()) {
      assertThat(Client.read(spool, 0)).hasSize(3);
      assertThat(spool.state().damaged()).isZero();
    }
  }

  @Test
  void takesNoGroupThatRottedToZerosForTheRoomBeforeALargeOne() throws Exception {
    try (var spool = open()) {
      Client.append(spool, "a\n");
      Client.append(spool, "b\n");
      Client.append(spool, "x".repeat(SegmentFormat.PAGE_BYTES) + "\n");
    }
    var segment = folder.resolve(segments().getFirst());
    var bytes = Files.readAllBytes(segment);
    Arrays.fill(bytes, SegmentFormat.HEADER_BYTES + 512, SegmentFormat.PAGE_BYTES, (byte) 0);
    Files.write(segment, bytes);

    try (var spool = open()) {
      assertThat(Client.read(spool, 0)).hasSize(2).contains("a\n");
      assertThat(spool.state().damaged()).isEqualTo(1);
    }
  }

  @Test
  void goesOnInANewSegmentBehindOneOfAnOlderFormat() throws Exception {
    try (var spool = open()) {
      Client.append(spool, "a\n");
    }
    var segment = folder.resolve(segments().getFirst());
    var bytes = ByteBuffer.wrap(Files.readAllBytes(segment));
    for (int at : new int[] {0, 512}) {
      bytes.putInt(at + 8, 1);
      bytes.putInt(at + 28, Checksum.CRC.of(0, bytes.slice(at, 28)));
    }
    Files.write(segment, bytes.array());

    try (var spool = open()) {
      Client.append(spool, "b\n");
      assertThat(Client.read(spool, 0)).containsExactly("a\n", "b\n");
    }
    assertThat(segments()).hasSize(2);
    assertThat(segment).hasBinaryContent(bytes.array());
  }

  @Test
  void readsTheFrameThatHoldsTheSequence() throws Exception {
    try (var spool = open()) {
      Client.append(spool, "a\nb\n");
      Client.append(spool, "c\nd\n");

      assertThat(Client.read(spool, 3)).containsExactly("c\nd\n");
    }
  }

  @Test
  void deletesSegmentsBelowTheCheckpointAndReadsOn() throws Exception {
    var line = "x".repeat(9_999) + "\n";
    try (var spool = open()) {
      for (int i = 0; i < 20; i++) {
        Client.append(spool, line);
      }
      assertThat(segments()).hasSize(4);
      try (var reader = spool.read(0)) {
        for (int i = 0; i < 12; i++) {
          reader.next();
        }
        spool.commit(new Checkpoint(12, "note".getBytes(UTF_8)));
        assertThat(segments()).hasSize(2);
        assertThat(Client.rest(reader)).hasSize(8);
      }
    }
    try (var spool = open()) {
      assertThat(spool.checkpoint().delivered()).isEqualTo(12);
      assertThat(spool.checkpoint().note()).asString(UTF_8).isEqualTo("note");
      assertThat(Client.read(spool, 12)).hasSize(8);
    }
  }

  @Test
  void goesOnInANewSegmentWhenItIsTold() throws Exception {
    try (var spool = open()) {
      Client.append(spool, "a\n");
      spool.roll();
      Client.append(spool, "b\n");
      assertThat(segments()).hasSize(2);

      Client.deliver(spool, 1);
      assertThat(segments()).hasSize(1);
      spool.roll();
      Client.deliver(spool, 2);
      assertThat(segments()).hasSize(1);
      assertThat(Client.append(spool, "c\n")).isEqualTo(new Appended.Durable(2, 2));
    }
    try (var spool = open()) {
      assertThat(Client.read(spool, 0)).containsExactly("c\n");
    }
  }

  @Test
  void deletesWhatIsDeliveredWhenItIsOldThoughNothingComes() throws Exception {
    var config = new SpoolConfig(1 << 20, 64 << 10, Duration.ofSeconds(1), 0, 1 << 20);
    try (var spool = Spool.open(folder, config, Disk.real(), () -> {})) {
      Client.append(spool, "a\n");
      Client.deliver(spool, 1);
      assertThat(segments()).containsExactly("0000000000000000000.segment");

      InletProcess.await(
          "the segment is gone",
          Duration.ofSeconds(20),
          () -> !Files.exists(folder.resolve("0000000000000000000.segment")));
      assertThat(Client.append(spool, "b\n")).isEqualTo(new Appended.Durable(1, 1));
      assertThat(Client.read(spool, 0)).containsExactly("b\n");
    }
  }

  @Test
  void waitsForASequence() throws Exception {
    try (var spool = open()) {
      Client.append(spool, "a\n");

      assertThat(spool.await(0, Duration.ofSeconds(5))).isTrue();
      assertThat(spool.await(1, Duration.ofMillis(10))).isFalse();
    }
  }

  @Test
  void refusesACheckpointThatIsAhead() throws Exception {
    try (var spool = open()) {
      Client.append(spool, "a\n");

      assertThatThrownBy(() -> spool.commit(new Checkpoint(2, new byte[0])))
          .hasMessage("checkpoint 2 is not from 0 to 1");
    }
  }

  @Test
  void refusesAfterItIsClosed() throws Exception {
    var spool = open();
    spool.close();

    assertThat(Client.append(spool, "a\n")).isEqualTo(new Appended.Failed("spool is closed"));
  }

  @Test
  void isFullUntilSegmentsAreDelivered() throws Exception {
    var line = "x".repeat(9_999) + "\n";
    try (var spool = open()) {
      Appended last;
      do {
        last = Client.append(spool, line);
      } while (last instanceof Appended.Durable);

      assertThat(last).isInstanceOf(Appended.Full.class);
      assertThat(Client.append(spool, "a\n")).isInstanceOf(Appended.Full.class);
      assertThat(spool.state().trouble()).startsWith("spool is full: ");

      spool.commit(new Checkpoint(spool.state().next(), new byte[0]));
      assertThat(Client.append(spool, line)).isInstanceOf(Appended.Durable.class);
    }
  }

  @Test
  void keepsItsIdWithTheFolder() throws Exception {
    String id;
    try (var spool = open()) {
      id = spool.id();
    }
    try (var spool = open()) {
      assertThat(spool.id()).isEqualTo(id).matches("[0-9a-f]{12}");
    }
  }

  @Test
  void keepsAFrameThatIsLargerThanASegment() throws Exception {
    var large = Client.line(1, 300_000);
    try (var spool = open()) {
      Client.append(spool, "a\n");
      Client.append(spool, large);
      Client.append(spool, "b\n");

      assertThat(Client.read(spool, 0)).containsExactly("a\n", large, "b\n");
    }
    try (var spool = open()) {
      assertThat(Client.read(spool, 0)).containsExactly("a\n", large, "b\n");
    }
  }

  @Test
  void keepsWhenLinesWereReceived() throws Exception {
    try (var spool = open()) {
      assertThat(spool.state().oldestMillis()).isZero();
      Client.append(spool, "a\n");
      assertThat(spool.state().oldestMillis()).isEqualTo(1_000);
    }
    try (var spool = open();
        var reader = spool.read(0)) {
      assertThat(reader.next()).extracting(Frame::receivedAtMillis).isEqualTo(1_000L);
      assertThat(spool.state().oldestMillis()).isEqualTo(1_000);
      Client.deliver(spool, 1);
      assertThat(spool.state().oldestMillis()).isZero();
    }
  }

  @Test
  void makesDurableWhatWasAppendedBeforeItIsClosed() throws Exception {
    var spool = open();
    var told = Client.send(spool, "a\n");
    spool.close();

    assertThat(told).isCompletedWithValue(new Appended.Durable(0, 0));
  }

  @Test
  void wakesThoseWhoWaitWhenItIsClosed() throws Exception {
    var spool = open();
    var waiting = CompletableFuture.supplyAsync(() -> await(spool));
    spool.close();

    assertThat(waiting.get(5, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void commitsThoughTheCallerIsInterrupted() throws Exception {
    try (var spool = open()) {
      Client.append(spool, "a\n");
      Thread.currentThread().interrupt();
      Client.deliver(spool, 1);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(spool.checkpoint().delivered()).isEqualTo(1);
      assertThat(Client.append(spool, "b\n")).isEqualTo(new Appended.Durable(1, 1));
    }
  }

  @Test
  void readerGoesOnWhereItWasAfterAnInterrupt() throws Exception {
    try (var spool = open();
        var reader = spool.read(0)) {
      Client.append(spool, "a\n");
      reader.next();
      Client.append(spool, "b\n");
      Thread.currentThread().interrupt();

      assertThatThrownBy(reader::next).isInstanceOf(IOException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(Client.rest(reader)).containsExactly("b\n");
    }
  }

  @Test
  void doesNotMindOtherFilesInTheFolder() throws Exception {
    Files.writeString(folder.resolve("checkpoint.tmp"), "left");
    Files.writeString(folder.resolve("notes.txt"), "other");
    try (var spool = open()) {
      assertThat(Client.append(spool, "a\n")).isEqualTo(new Appended.Durable(0, 0));
    }
    assertThat(folder.resolve("notes.txt")).hasContent("other");
    assertThat(folder.resolve("checkpoint.tmp")).doesNotExist();
  }

  @Test
  void refusesASegmentOfANewerFormat() throws Exception {
    try (var spool = open()) {
      Client.append(spool, "a\n");
    }
    var segment = folder.resolve("0000000000000000000.segment");
    var bytes = ByteBuffer.wrap(Files.readAllBytes(segment));
    Files.write(segment, bytes.putInt(8, 3).putInt(520, 3).array());

    assertThatThrownBy(this::open)
        .isInstanceOf(SpoolRefused.class)
        .hasMessage(
            "The spool file %s has format 3, and this program knows format 2: a newer one wrote it.",
            segment);
  }

  @Test
  void refusesACheckpointOfANewerFormat() throws Exception {
    try (var spool = open()) {
      Client.append(spool, "a\n");
    }
    var checkpoint = folder.resolve("checkpoint");
    var bytes = ByteBuffer.wrap(Files.readAllBytes(checkpoint)).putInt(4, 2);
    bytes.putInt(0, Checksum.CRC.of(0, bytes.slice(4, 24)));
    Files.write(checkpoint, bytes.array());

    assertThatThrownBy(this::open)
        .isInstanceOf(SpoolRefused.class)
        .hasMessageContaining("has format 2");
  }

  private static boolean await(Spool spool) {
    try {
      return spool.await(0, Duration.ofSeconds(20));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Also waits for what the writer does after the last of them. */
  private static void appendSmallOnes(Spool spool, String lines) throws Exception {
    for (int i = 0; i < SMALL_IN_A_ROW; i++) {
      Client.append(spool, lines);
    }
    Client.deliver(spool, 0);
  }

  private Spool open() throws IOException {
    return Spool.open(folder, CONFIG, Disk.real(), () -> {});
  }

  private long segmentBytes() {
    try {
      return Files.size(folder.resolve(segments().getFirst()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> segments() throws IOException {
    try (var paths = Files.list(folder)) {
      return paths
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".segment"))
          .toList();
    }
  }
}
