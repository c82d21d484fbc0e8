package dev.inlet.delivery.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.delivery.Batch;
import dev.inlet.delivery.Compression;
import dev.inlet.delivery.DeadLetters;
import dev.inlet.delivery.Outcome;
import dev.inlet.delivery.Spools;
import dev.inlet.delivery.Tally;
import dev.inlet.spool.Disk;
import dev.inlet.spool.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;

@Timeout(30)
class FirehoseSinkTest {
  private static final Compression GZIP = Compression.GZIP;

  /** So much noise in a line that three of them are more than one record holds. */
  private static final int BIG = 600_000;

  private final FakeClient client = new FakeClient();
  private final List<String> dead = Collections.synchronizedList(new ArrayList<>());
  private final List<String> reasons = Collections.synchronizedList(new ArrayList<>());
  private @TempDir Path folder;
  private Spool spool;
  private boolean roomForDead = true;
  private long now;

  @BeforeEach
  void open() throws IOException {
    spool = Spools.open(folder, Disk.real());
  }

  @AfterEach
  void close() {
    spool.close();
  }

  @Test
  void sendsTheLinesOfABatchAsOneGzipMember() throws Exception {
    var outcome = sink("a").send(batch("one", "two"));

    assertThat(client.lines(GZIP)).containsExactly("one", "two");
    assertThat(client.calls).hasSize(1);
    assertThat(outcome).isEqualTo(new Outcome.Delivered(new Tally(2, 8, sent())));
  }

  @Test
  void sendsOnlyTheFailedIndicesAgain() throws Exception {
    var sink = sink("a");
    var batch = batch(big(8));
    client.script =
        (number, call) ->
            number == 1 ? client.answer(call, failing(call, 1, 3)) : client.take(call);

    assertThat(sink.send(batch)).isInstanceOf(Outcome.Unavailable.class);
    assertThat(sink.send(batch)).isInstanceOf(Outcome.Delivered.class);

    var first = client.calls.getFirst().records();
    assertThat(client.calls.getLast().records()).containsExactly(first.get(1), first.get(3));
    assertThat(client.taken).hasSameSizeAs(first).doesNotHaveDuplicates();
    assertThat(again(sink, "throttled")).isEqualTo(2);
  }

  @Test
  void sendsAllOfACallAgainWhenNobodyKnowsWhatBecameOfIt() throws Exception {
    var sink = sink("a");
    var batch = batch("one");
    client.script =
        (number, call) ->
            number == 1
                ? CompletableFuture.failedFuture(new java.io.IOException("connection reset"))
                : client.take(call);

    assertThat(sink.send(batch)).isInstanceOf(Outcome.Unavailable.class);
    assertThat(sink.send(batch)).isInstanceOf(Outcome.Delivered.class);

    assertThat(again(sink, "unknown")).isEqualTo(1);
    assertThat(client.lines(GZIP)).containsExactly("one");
  }

  @Test
  void passesOnHowLongFirehoseWantsToBeLeftAlone() throws Exception {
    client.script =
        (number, call) ->
            CompletableFuture.failedFuture(
                FakeClient.failure("ThrottlingException", 400, "no", Duration.ofSeconds(7)));

    assertThat(sink("a").send(batch("one")))
        .isInstanceOfSatisfying(
            Outcome.Unavailable.class,
            unavailable -> assertThat(unavailable.notBefore()).isEqualTo(Duration.ofSeconds(7)));
  }

  @Test
  void findsTheOneLineThatIsRefusedAndDeliversAllOthers() throws Exception {
    var lines = IntStream.range(0, 1000).mapToObj("line %04d"::formatted).toArray(String[]::new);
    client.script = (number, call) -> refusing(call, "line 0617");

    assertThat(sink("a").send(batch(lines))).isInstanceOf(Outcome.Delivered.class);

    assertThat(dead).containsExactly("line 0617\n");
    assertThat(reasons).containsExactly("no poison");
    assertThat(client.lines(GZIP)).hasSize(999).doesNotContain("line 0617").isSorted();
    assertThat(client.calls).hasSizeLessThan(30);
  }

  @Test
  void findsTheRefusedLineAmongSeveralRecords() throws Exception {
    var lines = big(5);
    client.script = (number, call) -> refusing(call, lines[2]);

    assertThat(sink("a").send(batch(lines))).isInstanceOf(Outcome.Delivered.class);

    assertThat(dead).containsExactly(lines[2] + "\n");
    assertThat(client.lines(GZIP)).containsExactly(lines[0], lines[1], lines[3], lines[4]);
  }

  @Test
  void deliversNothingOfARefusedLineBeforeItIsKept() throws Exception {
    var sink = sink("a");
    sink.send(batch("good"));
    client.script = (number, call) -> refusing(call, "bad");
    var batch = batch("bad");
    roomForDead = false;
    assertThat(sink.send(batch)).isInstanceOf(Outcome.Unavailable.class);

    roomForDead = true;
    assertThat(sink.send(batch)).isInstanceOf(Outcome.Delivered.class);
    assertThat(dead).containsExactly("bad\n");
    assertThat(sink.traffic().orElseThrow().refused()).isEqualTo(1);
  }

  @Test
  void blamesTheStreamAndNotTheLinesWhenItHasTakenNothingYet() throws Exception {
    client.script = (number, call) -> FakeClient.fail("InvalidArgumentException", 400);

    assertThat(sink("a").send(batch("one", "two")))
        .isInstanceOfSatisfying(
            Outcome.Misconfigured.class,
            misconfigured ->
                assertThat(misconfigured.reason()).contains("refuses what it is sent"));
    assertThat(dead).isEmpty();
  }

  @Test
  void givesALineThatNoRecordCanHoldToTheDeadLetters() throws Exception {
    var line = noise(1, 1_600_000);

    assertThat(sink("a").send(batch("one", line, "two"))).isInstanceOf(Outcome.Delivered.class);

    assertThat(dead).containsExactly(line + "\n");
    assertThat(client.lines(GZIP)).containsExactly("one", "two");
  }

  @Test
  void holdsWhenTheStreamIsMissingAndSaysSo() throws Exception {
    var sink = sink("a");
    var batch = batch("one");
    client.script =
        (number, call) ->
            number == 1 ? FakeClient.fail("ResourceNotFoundException", 400) : client.take(call);

    assertThat(sink.send(batch)).isInstanceOf(Outcome.Misconfigured.class);
    assertThat(sink.misconfigured())
        .hasValueSatisfying(reason -> assertThat(reason).contains("no stream a", "create it"));

    now += Duration.ofSeconds(11).toNanos();
    assertThat(sink.send(batch)).isInstanceOf(Outcome.Delivered.class);
    assertThat(sink.misconfigured()).isEmpty();
    assertThat(dead).isEmpty();
  }

  @Test
  void goesOnWithTheOtherStreamsWhenOneIsMissingAndSaysSo() throws Exception {
    var sink = sink("a", "b");
    client.script =
        (number, call) ->
            "a".equals(call.deliveryStreamName())
                ? FakeClient.fail("ResourceNotFoundException", 400)
                : client.take(call);
    for (int i = 0; i < 5; i++) {
      assertThat(sink.send(batch("line " + i))).isInstanceOf(Outcome.Delivered.class);
    }

    assertThat(client.streams()).containsExactly("a", "b", "b", "b", "b", "b");
    assertThat(sink.misconfigured()).isPresent();
  }

  @Test
  void sendsToTheStreamWithTheLeastInFlight() throws Exception {
    var sink = sink("a", "b", "c");
    var never = new CompletableFuture<PutRecordBatchResponse>();
    client.script = (number, call) -> never;
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 6; i++) {
      var batch = batch("line " + i);
      threads.add(Thread.ofVirtual().start(() -> send(sink, batch)));
    }
    while (client.calls.size() < 6) {
      Thread.onSpinWait();
    }

    assertThat(client.streams()).containsExactlyInAnyOrder("a", "a", "b", "b", "c", "c");
    sink.stop();
    for (var thread : threads) {
      thread.join();
    }
  }

  @Test
  void stopsAtOnceWhileACallIsOnItsWay() throws Exception {
    var sink = sink("a");
    client.script = (number, call) -> new CompletableFuture<>();
    var batch = batch("one");
    var outcome = CompletableFuture.supplyAsync(() -> send(sink, batch));
    while (client.calls.isEmpty()) {
      Thread.onSpinWait();
    }

    sink.stop();

    assertThat(outcome.get()).isInstanceOf(Outcome.Unavailable.class);
  }

  @Test
  void countsWhatIsSentAndBilled() throws Exception {
    var sink = sink("a");
    sink.send(batch("one", "two"));

    var traffic = sink.traffic().orElseThrow();
    assertThat(traffic.calls()).isEqualTo(1);
    assertThat(traffic.records()).isEqualTo(1);
    assertThat(traffic.lines()).isEqualTo(2);
    assertThat(traffic.lineBytes()).isEqualTo(8);
    assertThat(traffic.bytesSent()).isEqualTo(sent());
    assertThat(traffic.bytesBilled()).isEqualTo(5120);
    assertThat(traffic.dollarsPerMillionLines())
        .isEqualTo(2560 * 1e6 / (1 << 30) * 0.029, org.assertj.core.api.Assertions.within(1e-9));
  }

  private FirehoseSink sink(String... streams) {
    DeadLetters letters =
        (line, reason) -> {
          if (roomForDead) {
            dead.add(new String(line, UTF_8));
            reasons.add(reason);
          }
          return roomForDead;
        };
    return new FirehoseSink(new Firehose(() -> client), List.of(streams), letters, () -> now);
  }

  private static Outcome send(FirehoseSink sink, Batch batch) {
    try {
      return sink.send(batch);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Batch batch(String... lines) {
    long first = spool.state().next();
    Spools.append(spool, 0, lines);
    return Spools.batch(spool, "key-" + first, first, first + lines.length - 1);
  }

  private CompletableFuture<PutRecordBatchResponse> refusing(
      PutRecordBatchRequest call, String poison) {
    boolean poisoned =
        call.records().stream().anyMatch(record -> FakeClient.lines(record, GZIP).contains(poison));
    return poisoned
        ? CompletableFuture.failedFuture(
            FakeClient.failure("InvalidArgumentException", 400, "no poison", Duration.ZERO))
        : client.take(call);
  }

  private static List<String> failing(PutRecordBatchRequest call, int... indices) {
    return IntStream.range(0, call.records().size())
        .mapToObj(
            i -> IntStream.of(indices).anyMatch(j -> j == i) ? "ServiceUnavailableException" : "")
        .toList();
  }

  private static String[] big(int count) {
    return IntStream.range(0, count).mapToObj(i -> noise(i, BIG)).toArray(String[]::new);
  }

  private static String noise(int seed, int length) {
    var random = new java.util.Random(seed);
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) ('0' + random.nextInt(75)));
    }
    return text.toString();
  }

  private long sent() {
    return client.taken.stream().mapToLong(record -> record.data().asByteArray().length).sum();
  }

  private static long again(FirehoseSink sink, String cause) {
    return sink.traffic().orElseThrow().again().getOrDefault(cause, -1L);
  }
}
