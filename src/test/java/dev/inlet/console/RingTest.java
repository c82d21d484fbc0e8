package dev.inlet.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.inlet.RunningInlet;
import dev.inlet.event.Envelope;
import dev.inlet.event.Fault;
import dev.inlet.event.Lines;
import dev.inlet.event.Reading.RefusedEvent;
import dev.inlet.event.Sample;
import dev.inlet.event.Secrets;
import io.micronaut.http.sse.Event;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** What is kept to be shown, and what becomes of who reads it slowly. */
@Timeout(120)
class RingTest {
  private static final int BODY_BYTES = 100;
  private static final Secrets NO_SECRETS = new Secrets(List.of());

  private final Ring ring = new Ring(4, 10 * BODY_BYTES);

  private static Sample sample(int bytes) {
    return sample(new byte[bytes], NO_SECRETS);
  }

  private static Sample sample(byte[] body, Secrets secrets) {
    var envelope = new Envelope("request", 0, null, null, null, null);
    var posted = new Sample.Posted("/track", List.of(), List.of(), body.length, true);
    return Sample.of(envelope, posted, body, body.length, secrets);
  }

  private static Sighting refused() {
    return new Sighting.Refused(sample(BODY_BYTES), 400, List.of(new Fault("", "c", "m")));
  }

  private static Sighting taken(int events, int bytes) {
    var lines = new Lines(new byte[0], 0, events);
    return new Sighting.Taken(sample(bytes).with(lines), List.of());
  }

  /** One of which all that can be kept is kept. */
  private static Sighting largest() {
    var body = new byte[Sample.BODY_BYTES_MAX];
    return new Sighting.Taken(sample(body.length).with(new Lines(body, body.length, 1)), List.of());
  }

  private List<Long> firstNumbers(long from) {
    return ring.from(from, Integer.MAX_VALUE).stream().map(Ring.Placed::first).toList();
  }

  @Test
  void keepsTheLastOnesInOrder() {
    for (int i = 0; i < 10; i++) {
      ring.add(refused());
    }

    assertThat(firstNumbers(0)).containsExactly(6L, 7L, 8L, 9L);
    assertThat(firstNumbers(8)).containsExactly(8L, 9L);
    assertThat(firstNumbers(10)).isEmpty();
    assertThat(ring.oldest()).isEqualTo(6);
    assertThat(ring.next()).isEqualTo(10);
  }

  @Test
  void numbersEachEventOfARequest() {
    ring.add(taken(3, 1));
    ring.add(refused());

    assertThat(firstNumbers(0)).containsExactly(0L, 3L);
    assertThat(firstNumbers(2)).containsExactly(0L, 3L);
    assertThat(firstNumbers(3)).containsExactly(3L);
  }

  @Test
  void keepsNoMoreMemoryThanItMay() {
    ring.add(taken(1, 6 * BODY_BYTES));
    ring.add(taken(1, 6 * BODY_BYTES));

    assertThat(firstNumbers(0)).containsExactly(1L);
  }

  @Test
  void countsWhatIsWrongAsMemory() {
    var fault = new Fault("/events/0", "code", "What is wrong with it.");
    var refused = new Sighting.Refused(sample(1), 400, Collections.nCopies(20, fault));
    var events = Collections.nCopies(5, new RefusedEvent(0, List.of(fault, fault, fault, fault)));
    var lines = new Lines(new byte[0], 0, 1);
    var taken = new Sighting.Taken(sample(1).with(lines), events);
    var large = new Ring(100, 10 * BODY_BYTES);

    large.add(refused);
    large.add(taken);
    assertThat(large.oldest()).isEqualTo(1);
    large.add(refused());
    assertThat(large.oldest()).isEqualTo(7);
  }

  @Test
  void goesBackFromTheLastOne() {
    ring.add(taken(1, 1));
    ring.add(taken(2, 1));
    ring.add(refused());

    assertThat(ring.before(4)).extracting(Ring.Placed::first).isEqualTo(3L);
    assertThat(ring.before(3)).extracting(Ring.Placed::first).isEqualTo(1L);
    assertThat(ring.before(1)).extracting(Ring.Placed::first).isEqualTo(0L);
    assertThat(ring.before(0)).isNull();
  }

  @Test
  void hasNoPlaceForARequestOfWhichNothingIsShown() {
    ring.add(taken(0, 1));
    ring.add(refused());

    assertThat(firstNumbers(0)).containsExactly(0L);
    assertThat(ring.before(0)).isNull();
  }

  @Test
  void tellsNoSecretThatWasOneWhenARequestCame() {
    for (var secret : List.of("old", "new")) {
      var secrets = new Secrets(List.of(secret.getBytes(UTF_8)));
      var sample = sample("old or new".getBytes(UTF_8), secrets);
      ring.add(new Sighting.Refused(sample, 400, List.of()));
    }

    assertThat(ring.from(0, 2))
        .extracting(placed -> new String(placed.sighting().sample().body(), UTF_8))
        .containsExactly("*** or new", "old or ***");
  }

  @Test
  void leavesNothingToCollectOfLargeRequests() {
    var large = new Ring(Ring.EVENTS_MAX, 2 << 20);
    var sighting = largest();
    add(large, sighting, 20);

    assertThat(allocatedBy(() -> add(large, sighting, 100))).isLessThan(1 << 20);
  }

  @Test
  void hasPagesForALargeRequestWhenItIsFullOfSmallOnes() {
    var full = new Ring(Ring.EVENTS_MAX, 2 << 20);
    var sighting = largest();
    var small = taken(1, 1000);
    addInTurns(full, sighting, small, 5);

    assertThat(allocatedBy(() -> addInTurns(full, sighting, small, 10))).isLessThan(4 << 20);
  }

  @Test
  void leavesWhatWasSeenInNoPageThatIsUsedAgain() {
    var large = new Ring(Ring.EVENTS_MAX, 2 << 20);
    add(large, taken(1, Sample.BODY_BYTES_MAX), 20);
    large.clear();

    assertThat(allocatedBy(() -> large.add(taken(1, Sample.BODY_BYTES_MAX))))
        .isGreaterThan(3 * Sample.BODY_BYTES_MAX);
  }

  private static long allocatedBy(Runnable code) {
    var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    code.run();
    return thread.getCurrentThreadAllocatedBytes() - before;
  }

  private static void addInTurns(Ring ring, Sighting one, Sighting other, int turns) {
    for (int i = 0; i < turns; i++) {
      ring.add(one);
      add(ring, other, 1000);
    }
  }

  private static void add(Ring ring, Sighting sighting, int times) {
    for (int i = 0; i < times; i++) {
      ring.add(sighting);
    }
  }

  @Test
  void readsFewLargeRequestsAtOnce() {
    var large = new Ring(100, 16 << 20);
    for (int i = 0; i < 20; i++) {
      large.add(taken(1, Sample.BODY_BYTES_MAX));
    }

    assertThat(large.from(3, 16)).extracting(Ring.Placed::first).containsExactly(3L, 4L, 5L, 6L);
  }

  @Test
  void keepsTheLastRequestHoweverLarge() {
    ring.add(refused());
    ring.add(taken(100, 100 * BODY_BYTES));

    assertThat(firstNumbers(0)).containsExactly(1L);
  }

  @Test
  void usesNoNumberTwice() {
    ring.add(refused());
    ring.clear();
    ring.add(refused());

    assertThat(firstNumbers(0)).containsExactly(1L);
  }

  /** Takes nothing until it is told to. */
  private static final class Slow implements Subscriber<Event<String>> {
    private final List<String> got = new ArrayList<>();
    private int events;

    @Override
    public void onSubscribe(Subscription subscription) {}

    @Override
    public void onNext(Event<String> event) {
      got.add(event.getName());
      if (event.getName().equals("seen")) {
        events += RunningInlet.json(event.getData()).size();
      }
    }

    @Override
    public void onError(Throwable failed) {}

    @Override
    public void onComplete() {}
  }

  @Test
  void tellsASlowReaderHowMuchItMissed() {
    var watch = new Watch(Clock.systemUTC());
    var slow = new Slow();
    var feed = new Feed(watch, "p", new Filter("", null), 0, slow, ended -> {});
    for (int i = 0; i < Ring.EVENTS_MAX + 7; i++) {
      watch.refused(400, new Fault("", "c", "m"), List.of(), sample(1));
    }

    feed.pump(later());
    assertThat(slow.got).isEmpty();
    feed.request(3);
    feed.pump(later());
    assertThat(slow.got).containsExactly("counts", "dropped", "seen");
    assertThat(slow.events).isEqualTo(16);
    feed.request(Long.MAX_VALUE);
    feed.pump(later());
    assertThat(slow.events).isEqualTo(Ring.EVENTS_MAX);
  }

  @Test
  void sendsOnlyAFirstPartWhenItsTimeIsOver() {
    var watch = new Watch(Clock.systemUTC());
    var slow = new Slow();
    var feed = new Feed(watch, "p", new Filter("", null), 0, slow, ended -> {});
    for (int i = 0; i < 100; i++) {
      watch.refused(400, new Fault("", "c", "m"), List.of(), sample(1));
    }
    feed.request(Long.MAX_VALUE);

    feed.pump(System.nanoTime());
    assertThat(slow.events).isEqualTo(16);
    feed.pump(System.nanoTime());
    assertThat(slow.events).isEqualTo(32);
    feed.pump(later());
    assertThat(slow.events).isEqualTo(100);
  }

  private static long later() {
    return System.nanoTime() + Duration.ofMinutes(1).toNanos();
  }

  @Test
  void sendsNothingToWhoIsGone() {
    var watch = new Watch(Clock.systemUTC());
    var slow = new Slow();
    var feed = new Feed(watch, "p", new Filter("", null), 0, slow, ended -> {});
    watch.refused(400, new Fault("", "c", "m"), List.of(), sample(1));

    feed.request(10);
    feed.cancel();
    feed.pump(later());

    assertThat(slow.got).isEmpty();
  }
}
