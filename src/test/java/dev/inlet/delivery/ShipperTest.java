package dev.inlet.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlet.spool.Checkpoint;
import dev.inlet.spool.Disk;
import dev.inlet.spool.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ShipperTest {
  private static final Instant NOW = Instant.parse("2026-11-21T01:26:49.123Z");
  private static final long HOUR = 3_600_000;
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Backoff QUICK =
      new Backoff(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(5));
  private static final Backoff SLOW = new Backoff(LONG, LONG, LONG);

  private final FakeSink sink = new FakeSink();
  private @TempDir Path folder;
  private Spool spool;

  @BeforeEach
  void open() throws IOException {
    spool = Spools.open(folder, Disk.real());
  }

  @AfterEach
  void close() {
    spool.close();
  }

  @Test
  void deliversEveryLineOnceAndInOrder() throws Exception {
    append("1", "2");
    append("3");
    try (var shipper = started(cutting(4))) {
      append("4");
      assertThat(shipper.drain(SOON)).isTrue();
    }

    assertThat(String.join("", sink.objects.values())).isEqualTo("1\n2\n3\n4\n");
    assertThat(sink.attempts).doesNotHaveDuplicates();
  }

  @Test
  void namesObjectsByTheHourOfTheirLines() throws Exception {
    Spools.append(spool, NOW.toEpochMilli() - HOUR, "before");
    append("now");
    try (var shipper = started(cutting(1 << 20))) {
      assertThat(shipper.drain(SOON)).isTrue();
    }

    assertThat(sink.objects).containsOnlyKeys(key("00", 0, 0, ".json"), key("01", 1, 1, ".json"));
  }

  @Test
  void cutsBySizeWithoutWaiting() {
    for (int line = 0; line < 4; line++) {
      append("line " + line);
    }
    try (var shipper = started(new DeliveryConfig(LONG, 14, Compression.NONE))) {
      await(() -> sink.objects.size() == 1);

      assertThat(sink.objects.values()).containsExactly("line 0\nline 1\n");
      assertThat(shipper.state().batches()).isEqualTo(1);
    }
  }

  @Test
  void waitsForTheLingerAndNotLonger() {
    append("a");
    var config = new DeliveryConfig(Duration.ofMillis(300), 1 << 20, Compression.NONE);
    long start = System.nanoTime();
    try (var shipper = started(config)) {
      append("b");
      await(() -> shipper.state().lines() == 2);
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
    assertThat(sink.objects.values()).containsExactly("a\nb\n");
  }

  @Test
  void doesNotDelayWhatIsOldAlready() {
    Spools.append(spool, NOW.toEpochMilli() - HOUR, "a");
    Spools.append(spool, NOW.toEpochMilli() - HOUR, "b");
    try (var shipper = started(new DeliveryConfig(LONG, 1 << 20, Compression.NONE))) {
      await(() -> shipper.state().lines() == 2);
    }

    assertThat(sink.objects.values()).containsExactly("a\nb\n");
  }

  @Test
  void drainsWithoutWaitingForTheLinger() throws Exception {
    try (var shipper = started(new DeliveryConfig(LONG, 1 << 20, Compression.NONE))) {
      append("a");
      assertThat(shipper.drain(SOON)).isTrue();
      append("b");
      assertThat(shipper.drain(SOON)).isTrue();
    }

    assertThat(sink.objects.values()).containsExactly("a\n", "b\n");
  }

  @Test
  void drainsAtOnceWhenNothingIsThere() throws Exception {
    try (var shipper = started(cutting(1))) {
      assertThat(shipper.drain(SOON)).isTrue();
    }

    assertThat(sink.attempts).isEmpty();
  }

  @Test
  void drainsWhatIsThereWhileMoreComesIn() throws Exception {
    var stopped = new AtomicBoolean();
    append("first");
    var appending =
        Thread.ofPlatform()
            .start(() -> {
              while (!stopped.get()) {
                append("more");
              }
            });
    try (var shipper = started(cutting(1 << 20))) {
      assertThat(shipper.drain(SOON)).isTrue();
      assertThat(shipper.drain(SOON)).isTrue();
    } finally {
      stopped.set(true);
      appending.join();
    }

    assertThat(sink.objects.values().iterator().next()).startsWith("first\n");
  }

  @Test
  void sendsAgainUntilItIsTaken() throws Exception {
    var refusals = new AtomicInteger(3);
    sink.script =
        batch ->
            refusals.getAndDecrement() > 0
                ? new Outcome.Unavailable("the network is down")
                : FakeSink.take(batch);
    append("a");
    try (var shipper = started(cutting(1))) {
      assertThat(shipper.drain(SOON)).isTrue();

      assertThat(shipper.state()).isEqualTo(new DeliveryState(null, false, 1, 2, 1, 3, 2));
    }
    assertThat(sink.attempts).hasSize(4).containsOnly(key("01", 0, 0, ".json"));
  }

  @Test
  void holdsWhileMisconfiguredAndHealsByItself() throws Exception {
    sink.script = batch -> new Outcome.Misconfigured("no such bucket");
    append("a");
    try (var shipper = started(cutting(1))) {
      await(() -> shipper.state().misconfigured());
      assertThat(shipper.state().trouble()).isEqualTo("no such bucket");

      sink.script = FakeSink::take;
      assertThat(shipper.drain(SOON)).isTrue();
      assertThat(shipper.state().trouble()).isNull();
      assertThat(shipper.state().misconfigured()).isFalse();
    }
  }

  @Test
  void outlivesASinkThatThrows() throws Exception {
    var attempts = new AtomicInteger();
    sink.script =
        batch ->
            switch (attempts.incrementAndGet()) {
              case 1 -> throw new IllegalStateException("a line");
              case 2 -> throw new OutOfMemoryError();
              default -> FakeSink.take(batch);
            };
    append("a");
    try (var shipper = started(cutting(1))) {
      assertThat(shipper.drain(SOON)).isTrue();
      assertThat(shipper.state().retries()).isEqualTo(2);
    }
  }

  @Test
  void recordsACutBeforeItIsSent() throws Exception {
    var recorded = new ConcurrentLinkedQueue<Boolean>();
    sink.script =
        batch -> {
          recorded.add(
              openCuts().stream()
                  .anyMatch(cut -> cut.first() == batch.first() && cut.last() == batch.last()));
          return FakeSink.take(batch);
        };
    append("a");
    append("b");
    try (var shipper = started(cutting(1))) {
      assertThat(shipper.drain(SOON)).isTrue();
    }

    assertThat(recorded).containsExactly(true, true);
  }

  @Test
  void movesTheCheckpointOverADeliveredPrefixOnly() throws Exception {
    var first = new CountDownLatch(1);
    sink.script =
        batch -> {
          if (batch.first() == 0) {
            awaitLatch(first);
          }
          return FakeSink.take(batch);
        };
    append("a");
    append("b");
    try (var shipper = started(cutting(1))) {
      await(() -> shipper.state().lines() == 1);
      assertThat(sink.objects).containsOnlyKeys(key("01", 1, 1, ".json"));
      assertThat(spool.checkpoint().delivered()).isZero();
      assertThat(openCuts()).extracting(Cut::first).containsExactly(0L, 1L);

      first.countDown();
      assertThat(shipper.drain(SOON)).isTrue();
      assertThat(spool.checkpoint().delivered()).isEqualTo(2);
      assertThat(openCuts()).isEmpty();
    }
  }

  @Test
  void hasNoMoreCutsOpenThanItMaySendAtOnce() throws Exception {
    var gate = new Semaphore(0);
    sink.script =
        batch -> {
          gate.acquireUninterruptibly();
          return FakeSink.take(batch);
        };
    for (int line = 0; line < 6; line++) {
      append("line");
    }
    try (var shipper = started(cutting(1))) {
      await(() -> sink.attempts.size() == DeliveryConfig.IN_FLIGHT_MAX);
      assertThat(openCuts()).hasSize(DeliveryConfig.IN_FLIGHT_MAX);

      gate.release(6);
      assertThat(shipper.drain(SOON)).isTrue();
    }
    assertThat(sink.objects).hasSize(6);
  }

  @Test
  void repeatsOpenCutsAsRecordedWhateverIsConfiguredNow() throws Exception {
    sink.script = batch -> new Outcome.Unavailable("down");
    for (int line = 0; line < 6; line++) {
      append("line " + line);
    }
    try (var shipper = started(new DeliveryConfig(Duration.ZERO, 14, Compression.NONE))) {
      await(() -> shipper.state().retries() > 2 && Set.copyOf(sink.attempts).size() > 1);
    }
    var recorded = List.copyOf(openCuts());
    assertThat(recorded).hasSize(2);
    var attempted = List.copyOf(sink.attempts);
    reopen();

    sink.attempts.clear();
    sink.script = FakeSink::take;
    append("line 6");
    try (var shipper = started(new DeliveryConfig(LONG, 1 << 20, Compression.GZIP))) {
      assertThat(shipper.drain(SOON)).isTrue();
    }

    assertThat(sink.attempts)
        .containsExactlyInAnyOrder(
            key("01", 0, 1, ".json"), key("01", 2, 3, ".json"), key("01", 4, 6, ".json.gz"));
    assertThat(attempted).containsOnly(key("01", 0, 1, ".json"), key("01", 2, 3, ".json"));
    assertThat(sink.objects.get(key("01", 2, 3, ".json"))).isEqualTo("line 2\nline 3\n");
  }

  @Test
  void repeatsMoreOpenCutsThanItWouldOpenItself() throws Exception {
    var cuts = new ArrayList<Cut>();
    for (int line = 0; line < CutsNote.CUTS_MAX; line++) {
      append("line " + line);
      cuts.add(new Cut(line, line, Cut.hourOf(NOW.toEpochMilli()), Compression.NONE));
    }
    append("after");
    spool.commit(new Checkpoint(0, CutsNote.encode(cuts)));
    reopen();

    try (var shipper = started(cutting(1 << 20))) {
      assertThat(shipper.drain(SOON)).isTrue();
    }

    assertThat(sink.objects).hasSize(CutsNote.CUTS_MAX + 1);
    assertThat(sink.objects.get(key("01", 3, 3, ".json"))).isEqualTo("line 3\n");
    assertThat(sink.objects.get(key("01", 8, 8, ".json"))).isEqualTo("after\n");
  }

  @Test
  void givesUpADrainInTimeAndDeliversAfterTheNextStart() throws Exception {
    sink.script = batch -> new Outcome.Unavailable("down");
    append("a");
    append("b");
    long start = System.nanoTime();
    try (var shipper = started(cutting(1))) {
      assertThat(shipper.drain(Duration.ofMillis(200))).isFalse();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    reopen();

    sink.script = FakeSink::take;
    try (var shipper = started(cutting(1))) {
      assertThat(shipper.drain(SOON)).isTrue();
    }
    assertThat(sink.objects.values()).containsExactly("a\n", "b\n");
    assertThat(spool.state().delivered()).isEqualTo(2);
  }

  @Test
  void triesAtOnceWhenADrainIsInAHurry() throws Exception {
    sink.script = batch -> new Outcome.Misconfigured("no access");
    append("a");
    try (var shipper = new Shipper("events", spool, sink, cutting(1), clock(), SLOW)) {
      shipper.start();
      await(() -> shipper.state().misconfigured());

      sink.script = FakeSink::take;
      assertThat(shipper.drain(SOON)).isTrue();
    }
  }

  @Test
  void stopsAtOnceWhileItWaitsToTryAgain() {
    sink.script = batch -> new Outcome.Misconfigured("no access");
    append("a");
    long start = System.nanoTime();
    try (var shipper = new Shipper("events", spool, sink, cutting(1), clock(), SLOW)) {
      shipper.start();
      await(() -> shipper.state().misconfigured());
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void finishesWhatIsOnItsWayWhenItStops() throws Exception {
    var sending = new CountDownLatch(1);
    var gate = new Semaphore(0);
    var interrupted = new AtomicInteger();
    sink.script =
        batch -> {
          sending.countDown();
          try {
            gate.acquire();
          } catch (InterruptedException e) {
            interrupted.incrementAndGet();
          }
          return FakeSink.take(batch);
        };
    append("a");
    try (var shipper = started(cutting(1))) {
      awaitLatch(sending);
      var closing = Thread.currentThread();
      Thread.ofPlatform()
          .start(() -> {
            await(() -> threads().size() == 1 && closing.getState() == Thread.State.TIMED_WAITING);
            gate.release();
          });
    }

    assertThat(interrupted).hasValue(0);
    assertThat(sink.objects.values()).containsExactly("a\n");
    assertThat(spool.checkpoint().delivered()).isEqualTo(1);
  }

  @Test
  void leavesNoThreadBehind() {
    try (var shipper = started(cutting(1))) {
      assertThat(threads()).hasSize(1 + DeliveryConfig.IN_FLIGHT_MAX);
      assertThat(shipper.state().trouble()).isNull();
    }

    assertThat(threads()).isEmpty();
  }

  @Test
  void closesBeforeItWasStarted() {
    new Shipper("events", spool, sink, cutting(1), clock()).close();

    assertThat(threads()).isEmpty();
  }

  @Test
  void refusesToStartOnTheCutsOfANewerInlet() throws IOException {
    spool.commit(new Checkpoint(0, new byte[] {2, 0}));

    assertThatThrownBy(() -> new Shipper("events", spool, sink, cutting(1), clock()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("newer Inlet");
  }

  private Shipper started(DeliveryConfig config) {
    var shipper = new Shipper("events", spool, sink, config, clock(), QUICK);
    shipper.start();
    return shipper;
  }

  private static DeliveryConfig cutting(long objectBytesMax) {
    return new DeliveryConfig(Duration.ZERO, objectBytesMax, Compression.NONE);
  }

  private static Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  private void append(String... lines) {
    Spools.append(spool, NOW.toEpochMilli(), lines);
  }

  private void reopen() throws IOException {
    spool.close();
    open();
  }

  private List<Cut> openCuts() {
    return CutsNote.decode(spool.checkpoint().note());
  }

  private String key(String hour, int first, int last, String extension) {
    return "events/date=2026-11-21/hour=%s/%s-%020d-%020d%s"
        .formatted(hour, spool.id(), first, last, extension);
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("delivery-"))
        .toList();
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
