package dev.inlet.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlet.spool.FaultyDisk.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FailureTest {
  private final FaultyDisk disk = new FaultyDisk(1);
  private final Semaphore failures = new Semaphore(0);

  @Test
  void stopsForGoodWhenASyncFails() throws Exception {
    try (var spool = open()) {
      Client.append(spool, "a\n");
      disk.failAfter(2, Fault.EIO);

      var failed = new Appended.Failed("spool has failed: a sync failed: Input/output error");
      assertThat(Client.append(spool, "b\n")).isEqualTo(failed);
      assertThat(Client.append(spool, "c\n")).isEqualTo(failed);
      assertThat(spool.state().failed()).isTrue();
      assertThat(spool.state().trouble()).isEqualTo(failed.reason());
      assertThat(failures.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
      assertThat(failures.tryAcquire(50, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  @Test
  void stillDeliversWhatIsDurableAfterASyncFailed() throws Exception {
    try (var spool = open()) {
      Client.append(spool, "a\n");
      disk.failAfter(2, Fault.EIO);
      Client.append(spool, "b\n");

      assertThat(Client.read(spool, 0)).containsExactly("a\n");
      Client.deliver(spool, 1);
      assertThat(spool.checkpoint().delivered()).isEqualTo(1);
    }
  }

  @Test
  void isFullWhenTheDiskIsAndTakesAgainByItself() throws Exception {
    try (var spool = open()) {
      Client.append(spool, "a\n");
      disk.failAfter(1, Fault.ENOSPC);

      assertThat(Client.append(spool, "b\n"))
          .isEqualTo(new Appended.Full("disk took no more: No space left on device"));
      awaitNoTrouble(spool);
      assertThat(Client.append(spool, "c\n")).isEqualTo(new Appended.Durable(1, 1));
      assertThat(Client.read(spool, 0)).containsExactly("a\n", "c\n");
      assertThat(spool.state().failed()).isFalse();
    }
  }

  @Test
  void stopsWhenAFailedWriteCannotBeCutBack() throws Exception {
    try (var spool = open()) {
      Client.append(spool, "a\n");
      disk.failAlwaysAfter(1, Fault.ENOSPC);

      assertThat(Client.append(spool, Client.line(1, 5_000))).isInstanceOf(Appended.Failed.class);
      assertThat(failures.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  /**
   * One process is killed between the write of a checkpoint and its sync, and the next one, which
   * has no space for a new file, while it writes to this one; then the power goes.
   */
  @Test
  void keepsACheckpointWhenTwoProcessesAreKilledOverTheNextAndThePowerGoes() throws Exception {
    for (long seed = 0; seed < 100; seed++) {
      var first = new FaultyDisk(seed);
      try (var spool = open(first)) {
        Client.append(spool, "a\n");
        Client.append(spool, "b\n");
        Client.deliver(spool, 1);
        first.stopAfter(1);
        assertThatThrownBy(() -> Client.deliver(spool, 2)).isInstanceOf(IOException.class);
      }
      for (int changes = 1; changes < 5; changes++) {
        var second = first.afterKill();
        second.failAfter(1, Fault.ENOSPC);
        second.stopAfter(changes);
        try (var spool = open(second)) {
          assertThat(spool.checkpoint().delivered()).isEqualTo(2);
        } catch (IOException killed) {
          // It did not come so far.
        }
        try (var spool = open(second.afterPowerLoss())) {
          assertThat(spool.checkpoint().delivered()).as("seed %d", seed).isPositive();
        }
      }
    }
  }

  @Test
  void keepsTheCheckpointBeforeWhenItCannotBeWritten() throws Exception {
    try (var spool = open()) {
      Client.append(spool, "a\n");
      disk.failAfter(1, Fault.EIO);

      assertThatThrownBy(() -> Client.deliver(spool, 1)).isInstanceOf(IOException.class);
      assertThat(spool.checkpoint().delivered()).isZero();
      Client.deliver(spool, 1);
      assertThat(spool.checkpoint().delivered()).isEqualTo(1);
      assertThat(spool.state().failed()).isFalse();
    }
  }

  @Test
  void stopsWhenTheSyncOfACheckpointFails() throws Exception {
    try (var spool = open()) {
      Client.append(spool, "a\n");
      disk.failAfter(2, Fault.EIO);

      assertThatThrownBy(() -> Client.deliver(spool, 1)).hasMessageContaining("checkpoint");
      assertThatThrownBy(() -> Client.deliver(spool, 1)).isInstanceOf(IOException.class);
      assertThat(spool.checkpoint().delivered()).isZero();
      assertThat(Client.append(spool, "b\n")).isInstanceOf(Appended.Failed.class);
    }
  }

  @Test
  void triesAgainToDeleteWhatCouldNotBeDeleted() throws Exception {
    try (var spool = open()) {
      for (int i = 0; i < 3; i++) {
        Client.append(spool, Client.line(i, 7_000));
      }
      disk.failAfter(3, Fault.EIO);
      Client.deliver(spool, 2);
      assertThat(segments()).isEqualTo(3);

      Client.deliver(spool, 2);
      assertThat(segments()).isEqualTo(1);
    }
  }

  @Test
  void opensAndReadsWhenTheDiskIsFull() throws Exception {
    try (var spool = open()) {
      Client.append(spool, "a\n");
      Client.append(spool, "b\n");
      Client.deliver(spool, 1);
    }
    var full =
        new LyingDisk(disk, "") {
          @Override
          void write(DiskFile file, ByteBuffer bytes, long position) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    try (var spool = Spool.open(Trial.FOLDER, Trial.CONFIG, full, failures::release)) {
      assertThat(spool.checkpoint().delivered()).isEqualTo(1);
      assertThat(Client.read(spool, 1)).containsExactly("b\n");
      assertThat(Client.append(spool, "c\n")).isInstanceOf(Appended.Full.class);
    }
  }

  @Test
  void tellsTheOthersWhenAReceiptThrows() throws Exception {
    try (var spool = open()) {
      spool.append(
          new byte[] {'\n'},
          1,
          1,
          0,
          told -> {
            throw new IllegalStateException("the caller's own trouble");
          });

      assertThat(Client.append(spool, "b\n")).isEqualTo(new Appended.Durable(1, 1));
    }
  }

  private long segments() {
    return disk.list(Trial.FOLDER).stream().filter(SegmentFormat::isName).count();
  }

  private static void awaitNoTrouble(Spool spool) throws InterruptedException {
    long start = System.nanoTime();
    while (spool.state().trouble() != null
        && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) {
      Thread.sleep(5);
    }
    assertThat(spool.state().trouble()).isNull();
  }

  private Spool open() throws IOException {
    return open(disk);
  }

  private Spool open(FaultyDisk on) throws IOException {
    return Spool.open(Trial.FOLDER, Trial.CONFIG, on, failures::release);
  }
}
