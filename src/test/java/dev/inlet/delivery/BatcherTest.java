package dev.inlet.delivery;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.inlet.spool.Frame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatcherTest {
  private static final long HOUR = 3_600_000;
  private static final int BYTES_MAX = 10;
  private static final Duration LINGER = Duration.ofSeconds(5);

  private final Batcher batcher =
      new Batcher(new DeliveryConfig(LINGER, BYTES_MAX, Compression.GZIP));

  @Test
  void takesFramesUntilTheMaximumIsReached() {
    assertThat(cuts(frame(0, 2, 0, 6), frame(2, 1, 0, 4)))
        .containsExactly(new Cut(0, 2, 0, Compression.GZIP));
  }

  @Test
  void startsANewBatchWhenTheNextFrameWouldNotFit() {
    assertThat(cuts(frame(0, 1, 0, 6), frame(1, 1, 0, 4), frame(2, 1, 0, 1)))
        .containsExactly(new Cut(0, 1, 0, Compression.GZIP), new Cut(2, 2, 0, Compression.GZIP));
  }

  @Test
  void givesAFrameLargerThanTheMaximumABatchOfItsOwn() {
    assertThat(cuts(frame(0, 1, 0, 1), frame(1, 3, 0, 11), frame(4, 1, 0, 1)))
        .extracting(Cut::first, Cut::last)
        .containsExactly(tuple(0L, 0L), tuple(1L, 3L), tuple(4L, 4L));
  }

  @Test
  void startsANewBatchWithAnotherHour() {
    assertThat(cuts(frame(0, 1, HOUR - 1, 1), frame(1, 1, HOUR, 1), frame(2, 1, HOUR - 1, 1)))
        .extracting(Cut::hour)
        .containsExactly(0, 1, 0);
  }

  @Test
  void spansHolesBetweenSequences() {
    assertThat(cuts(frame(0, 1, 0, 1), frame(7, 2, 0, 1)))
        .containsExactly(new Cut(0, 8, 0, Compression.GZIP));
  }

  @Test
  void isDueWhenItsOldestFrameHasLingered() {
    batcher.add(frame(0, 1, 0, 1), Duration.ZERO, SECONDS.toNanos(100));
    batcher.add(frame(1, 1, 0, 1), Duration.ZERO, SECONDS.toNanos(103));

    assertThat(batcher.nanosUntilDue(SECONDS.toNanos(104))).isEqualTo(SECONDS.toNanos(1));
    assertThat(batcher.nanosUntilDue(SECONDS.toNanos(105))).isZero();
  }

  @Test
  void countsWhatAFrameWaitedBeforeItWasSeen() {
    batcher.add(frame(0, 1, 0, 1), Duration.ofSeconds(1), 0);
    batcher.add(frame(1, 1, 0, 1), Duration.ofMillis(4_990), 0);

    assertThat(batcher.nanosUntilDue(0)).isEqualTo(MILLISECONDS.toNanos(10));
  }

  @Test
  void isDueAtOnceWithFramesOfADeadProcess() {
    batcher.add(frame(0, 1, 0, 1), Duration.ofDays(365), 0);

    assertThat(batcher.nanosUntilDue(0)).isZero();
  }

  @Test
  void waitsNoLongerThanTheLingerWhenTheClockWasSetBack() {
    batcher.add(frame(0, 1, 0, 1), Duration.ofDays(-365), 0);

    assertThat(batcher.nanosUntilDue(0)).isEqualTo(LINGER.toNanos());
  }

  @Test
  void isNeverDueWhenItIsEmpty() {
    assertThat(batcher.isEmpty()).isTrue();
    assertThat(batcher.nanosUntilDue(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(batcher::cut).isInstanceOf(IllegalStateException.class);
  }

  @Property(tries = 300)
  void coversEveryFrameOnceInOrderAndWithinTheMaximum(
      @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 14) Integer> sizes,
      @ForAll @IntRange(min = 1, max = 5) int framesPerHour) {
    var frames = new ArrayList<Frame>();
    for (int i = 0; i < sizes.size(); i++) {
      frames.add(frame(i, 1, i / framesPerHour * HOUR, sizes.get(i)));
    }

    var cuts = cuts(frames.toArray(Frame[]::new));

    long next = 0;
    for (var cut : cuts) {
      var inside = frames.subList((int) cut.first(), (int) cut.last() + 1);
      assertThat(cut.first()).isEqualTo(next);
      assertThat(inside).allMatch(frame -> frame.receivedAtMillis() / HOUR == cut.hour());
      assertThat(inside.size() == 1 || bytes(inside) <= BYTES_MAX).isTrue();
      next = cut.last() + 1;
    }
    assertThat(next).isEqualTo(frames.size());
  }

  private List<Cut> cuts(Frame... frames) {
    var cuts = new ArrayList<Cut>();
    for (var frame : frames) {
      if (!batcher.takes(frame)) {
        cuts.add(batcher.cut());
      }
      batcher.add(frame, Duration.ZERO, 0);
    }
    if (!batcher.isEmpty()) {
      cuts.add(batcher.cut());
    }
    return cuts;
  }

  private static int bytes(List<Frame> frames) {
    return frames.stream().mapToInt(frame -> frame.lines().remaining()).sum();
  }

  private static Frame frame(long first, int count, long receivedAtMillis, int bytes) {
    return new Frame(first, count, receivedAtMillis, ByteBuffer.allocate(bytes));
  }
}
