package dev.inlet.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Builds the spool with one bug each, and shows that the check which the real one passes finds it.
 *
 * <p>A bug is a disk that does not do what it is asked for, or a checksum that does not sum.
 */
class SeededBugTest {
  private static final int SEEDS = 300;

  @Test
  void passesTheSpoolWithoutABug() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      run(seed, UnaryOperator.identity(), Checksum.CRC);
    }
  }

  @Test
  void findsThatItAcknowledgesBeforeTheSync() {
    assertFound(disk ->
        new LyingDisk(disk, SegmentFormat.SUFFIX) {
          @Override
          void sync(DiskFile file) {}
        });
  }

  @Test
  void findsThatItAcknowledgesThoughTheSyncFailed() {
    assertFound(disk ->
        new LyingDisk(disk, SegmentFormat.SUFFIX) {
          @Override
          void sync(DiskFile file) {
            try {
              file.sync();
            } catch (IOException e) {
              // That is the bug.
            }
          }
        });
  }

  @Test
  void findsThatItAcknowledgesThoughTheWriteFailed() {
    assertFound(disk ->
        new LyingDisk(disk, SegmentFormat.SUFFIX) {
          @Override
          void write(DiskFile file, ByteBuffer bytes, long position) {
            try {
              file.write(bytes, position);
            } catch (IOException e) {
              // That is the bug.
            }
          }
        });
  }

  @Test
  void findsThatItNeverSyncsTheFolder() {
    assertFound(disk ->
        new LyingDisk(disk, SegmentFormat.SUFFIX) {
          @Override
          public void syncFolder(Path folder) {}
        });
  }

  @Test
  void findsThatItLeavesTheTailUncut() {
    assertFound(disk ->
        new LyingDisk(disk, SegmentFormat.SUFFIX) {
          @Override
          void truncate(DiskFile file, long size) {}
        });
  }

  @Test
  void findsThatItDeletesBeforeTheCheckpointIsSynced() {
    assertFound(disk ->
        new LyingDisk(disk, CheckpointFile.NAME) {
          @Override
          void sync(DiskFile file) {}
        });
  }

  @Test
  void findsThatItDeletesTheActiveSegment() {
    assertFound(disk ->
        new LyingDisk(disk, CheckpointFile.NAME) {
          @Override
          void write(DiskFile file, ByteBuffer bytes, long position) throws IOException {
            file.write(bytes, position);
            var segments = list(Trial.FOLDER).stream().filter(SegmentFormat::isName).toList();
            delete(Trial.FOLDER.resolve(segments.getLast()));
          }
        });
  }

  @Test
  void findsThatItPutsTheCheckpointAhead() {
    assertFound(disk ->
        new LyingDisk(disk, CheckpointFile.NAME) {
          @Override
          void write(DiskFile file, ByteBuffer bytes, long position) throws IOException {
            var slot = CheckpointSlot.decode(bytes);
            file.write(slot == null ? bytes : ahead(slot).encode(), position);
          }

          private CheckpointSlot ahead(CheckpointSlot slot) {
            var right = slot.checkpoint();
            return new CheckpointSlot(
                slot.generation(), new Checkpoint(right.delivered() + 1, right.note()));
          }
        });
  }

  @Test
  void findsThatItChecksNoCrc() {
    assertThat(seedsPassed(UnaryOperator.identity(), (salt, bytes) -> 0)).isLessThan(SEEDS);
  }

  private static void assertFound(UnaryOperator<Disk> bug) {
    assertThat(seedsPassed(bug, Checksum.CRC)).isLessThan(SEEDS);
  }

  /** How many schedules it survives before the first that finds something. */
  private static int seedsPassed(UnaryOperator<Disk> bug, Checksum checksum) {
    int seed = 0;
    while (seed < SEEDS && passes(seed, bug, checksum)) {
      seed++;
    }
    return seed;
  }

  private static boolean passes(int seed, UnaryOperator<Disk> bug, Checksum checksum) {
    try {
      run(seed, bug, checksum);
      return true;
    } catch (Exception | AssertionError e) {
      return false;
    }
  }

  private static void run(int seed, UnaryOperator<Disk> bug, Checksum checksum) throws Exception {
    try (var trial = new Trial(seed, bug, checksum)) {
      trial.run(Step.schedule(seed, 30));
    } catch (Exception | AssertionError e) {
      e.addSuppressed(new AssertionError("seed " + seed));
      throw e;
    }
  }
}
