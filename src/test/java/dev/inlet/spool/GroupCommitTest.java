package dev.inlet.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
  private static final SpoolConfig CONFIG =
      new SpoolConfig(64 << 20, 64 << 10, Duration.ofHours(1), 0, 8 << 20);
  private static final int PRODUCERS = 64;
  private static final int APPENDS = 60;

  @TempDir Path folder;

  @Test
  void oneSyncServesManyThatWait() throws Exception {
    try (var spool = open();
        var producers = Executors.newFixedThreadPool(PRODUCERS)) {
      var done = new CountDownLatch(PRODUCERS);
      for (int i = 0; i < PRODUCERS; i++) {
        int number = i;
        producers.execute(() -> {
          append(spool, number);
          done.countDown();
        });
      }
      assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();

      var state = spool.state();
      assertThat(state.acknowledged()).isEqualTo(PRODUCERS * APPENDS);
      assertThat(state.syncs()).isBetween(1L, PRODUCERS * APPENDS / 4L);
      assertThat(state.syncNanos()).isPositive();
    }
  }

  @Test
  void readerSkipsNothingWhileSegmentsRollAndGo() throws Exception {
    try (var spool = open();
        var producers = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        int number = i;
        producers.execute(() -> IntStream.range(0, 5).forEach(turn -> append(spool, number)));
      }
      long next = 0;
      try (var reader = spool.read(0)) {
        while (next < 4 * 5 * APPENDS) {
          assertThat(spool.await(next, Duration.ofSeconds(20))).isTrue();
          for (var frame = reader.next(); frame != null; frame = reader.next()) {
            assertThat(frame.first()).isEqualTo(next);
            next = frame.last() + 1;
            if (next % 40 == 0) {
              Client.deliver(spool, next);
            }
          }
        }
      }
      Client.deliver(spool, next);
      assertThat(spool.state().bytes()).isLessThan(CONFIG.segmentBytes() * 2);
    }
  }

  /** Small groups and large ones go different ways to the disk, and the same way back. */
  @Test
  void keepsGroupsOfAnySizeInOrderWhileTheyAreRead() throws Exception {
    var random = new Random(7);
    var sizes = IntStream.range(0, 400).map(i -> 10 << random.nextInt(14)).toArray();
    var config = new SpoolConfig(1 << 28, 4 << 20, Duration.ofHours(1), 0, 64 << 20);
    try (var spool = Spool.open(folder, config, Disk.real(), () -> {});
        var reader = spool.read(0);
        var producer = Executors.newSingleThreadExecutor()) {
      var appended =
          producer.submit(() -> {
            for (int i = 0; i < sizes.length; i += 2) {
              var one = Client.send(spool, Client.line(i, sizes[i]));
              var other = Client.send(spool, Client.line(i + 1, sizes[i + 1]));
              assertThat(one.get(20, TimeUnit.SECONDS)).isInstanceOf(Appended.Durable.class);
              assertThat(other.get(20, TimeUnit.SECONDS)).isInstanceOf(Appended.Durable.class);
            }
            return null;
          });
      for (int i = 0; i < sizes.length; i++) {
        assertThat(spool.await(i, Duration.ofSeconds(20))).isTrue();
        assertThat(text(Objects.requireNonNull(reader.next()))).isEqualTo(Client.line(i, sizes[i]));
      }
      appended.get(20, TimeUnit.SECONDS);
    }
    try (var spool = Spool.open(folder, config, Disk.real(), () -> {})) {
      assertThat(Client.read(spool, 0))
          .isEqualTo(
              IntStream.range(0, sizes.length).mapToObj(i -> Client.line(i, sizes[i])).toList());
      assertThat(spool.state().damaged()).isZero();
    }
  }

  private static String text(Frame frame) {
    return UTF_8.decode(frame.lines()).toString();
  }

  @Test
  void tellsReceiptsInOrder() throws Exception {
    var told = new ArrayList<Long>();
    try (var spool = open()) {
      var all = new ArrayList<CountDownLatch>();
      for (int i = 0; i < 2_000; i++) {
        var latch = new CountDownLatch(1);
        all.add(latch);
        spool.append(
            new byte[] {'\n'},
            1,
            1,
            0,
            what -> {
              told.add(((Appended.Durable) what).first());
              latch.countDown();
            });
      }
      for (var latch : all) {
        assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
      }
    }
    assertThat(told).isSorted().hasSize(2_000).doesNotHaveDuplicates();
  }

  private static void append(Spool spool, int producer) {
    for (int i = 0; i < APPENDS; i++) {
      try {
        assertThat(Client.append(spool, Client.line(producer, 300)))
            .isInstanceOf(Appended.Durable.class);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  private Spool open() throws Exception {
    return Spool.open(folder, CONFIG, Disk.real(), () -> {});
  }
}
