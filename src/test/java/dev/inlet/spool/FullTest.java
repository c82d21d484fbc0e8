package dev.inlet.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FullTest {
  private final FaultyDisk disk = new FaultyDisk(1);

  @Test
  void answersOnlyFullUntilDeliveryHasFreedIt() throws Exception {
    try (var spool = open(256 << 10)) {
      long taken = fill(spool);

      assertThat(spool.state().trouble())
          .startsWith("spool is full: ")
          .endsWith(" of 262144 bytes");
      assertThat(spool.state().bytes()).isBetween(262_144L - 4_096, 262_144L);
      Client.deliver(spool, 1);
      assertThat(Client.append(spool, "a\n")).isInstanceOf(Appended.Full.class);

      Client.deliver(spool, taken / 2);
      assertThat(spool.state().trouble()).isNull();
      assertThat(Client.append(spool, "a\n")).isEqualTo(new Appended.Durable(taken, taken));
    }
  }

  @Test
  void fillsAndFreesAgainAndAgain() throws Exception {
    try (var spool = open(256 << 10)) {
      for (int round = 0; round < 5; round++) {
        long taken = fill(spool);
        assertThat(Client.read(spool, spool.checkpoint().delivered()))
            .hasSize((int) (taken - spool.checkpoint().delivered()));
        Client.deliver(spool, taken);
        assertThat(spool.state().trouble()).isNull();
      }
    }
  }

  @Test
  void freesTheActiveSegmentWhenItIsFullOfOneFrame() throws Exception {
    try (var spool = open(64 << 10)) {
      Client.append(spool, Client.line(0, 63_000));
      assertThat(Client.append(spool, Client.line(1, 9_000))).isInstanceOf(Appended.Full.class);

      Client.deliver(spool, 1);

      assertThat(Client.append(spool, Client.line(1, 9_000))).isEqualTo(new Appended.Durable(1, 1));
    }
  }

  @Test
  void isFullAfterARestartAsItWasBefore() throws Exception {
    try (var spool = open(256 << 10)) {
      fill(spool);
    }
    try (var spool = open(256 << 10)) {
      assertThat(Client.append(spool, Client.line(0, 4_000))).isInstanceOf(Appended.Full.class);
    }
  }

  @Test
  void takesAgainByItselfWhenTheVolumeHasSpaceAgain() throws Exception {
    var config = new SpoolConfig(1 << 20, 8 << 10, Duration.ofHours(1), 1_000, 1 << 20);
    disk.freeBytes(999);
    try (var spool = Spool.open(Trial.FOLDER, config, disk, () -> {})) {
      assertThat(Client.append(spool, "a\n"))
          .isEqualTo(new Appended.Full("disk is full: 999 bytes free, 1000 must stay free"));

      disk.freeBytes(1_000);
      long start = System.nanoTime();
      while (spool.state().trouble() != null
          && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) {
        Thread.sleep(5);
      }
      assertThat(Client.append(spool, "a\n")).isEqualTo(new Appended.Durable(0, 0));
    }
  }

  @Test
  void refusesWhatIsTooMuchInFlightAndKeepsTheRest() throws Exception {
    var config = new SpoolConfig(1 << 20, 8 << 10, Duration.ofHours(1), 0, 10_000);
    try (var spool = Spool.open(Trial.FOLDER, config, disk, () -> {})) {
      disk.hold();
      var first = Client.send(spool, Client.line(0, 6_000));
      var second = Client.send(spool, Client.line(1, 3_000));
      var third = Client.send(spool, Client.line(2, 3_000));

      assertThat(third.get(1, TimeUnit.SECONDS)).isInstanceOf(Appended.Full.class);
      assertThat(spool.state().trouble()).isNull();
      assertThat(first).isNotDone();
      disk.release();
      assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo(new Appended.Durable(0, 0));
      assertThat(second.get(5, TimeUnit.SECONDS)).isEqualTo(new Appended.Durable(1, 1));
    }
  }

  private static long fill(Spool spool) throws Exception {
    while (true) {
      var line = Client.line(0, 4_000);
      if (!(Client.append(spool, line) instanceof Appended.Durable)) {
        return spool.state().next();
      }
    }
  }

  private Spool open(long bytesMax) throws IOException {
    return Spool.open(
        Trial.FOLDER,
        new SpoolConfig(bytesMax, 1 << 20, Duration.ofHours(1), 0, 1 << 20),
        disk,
        () -> {});
  }
}
