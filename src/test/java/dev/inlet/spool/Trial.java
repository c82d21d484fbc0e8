package dev.inlet.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A spool, a disk that fails, and a book of what was promised.
 *
 * <p>After each crash it opens the spool twice, and compares what it finds with the book. The same
 * steps and the same seed give the same run.
 */
final class Trial implements AutoCloseable {
  static final Path FOLDER = Path.of("/spool");
  static final SpoolConfig CONFIG =
      new SpoolConfig(1 << 20, 8 << 10, Duration.ofHours(1), 0, 1 << 20);

  private final UnaryOperator<Disk> lie;
  private final Checksum checksum;
  private final Map<String, Integer> offered = new HashMap<>();
  private final TreeMap<Long, String> acknowledged = new TreeMap<>();
  private final Map<Long, String> notes = new HashMap<>();
  private FaultyDisk disk;
  private @Nullable Spool spool;
  private long committed;
  private boolean unsure;
  private @Nullable String broken;
  private int requests;

  Trial(long seed) {
    this(seed, UnaryOperator.identity(), Checksum.CRC);
  }

  /** One on a disk that lies, or with a checksum that does not sum. */
  Trial(long seed, UnaryOperator<Disk> lie, Checksum checksum) {
    this.disk = new FaultyDisk(seed);
    this.lie = lie;
    this.checksum = checksum;
    notes.put(0L, "");
  }

  /** Takes the steps, and checks every promise after each crash and at the end. */
  void run(List<Step> steps) throws Exception {
    for (var step : steps) {
      take(step);
    }
    crash(disk::afterKill);
    check();
  }

  FaultyDisk disk() {
    return disk;
  }

  void take(Step step) throws Exception {
    switch (step) {
      case Step.Append append -> append(append.frames(), append.bytes());
      case Step.Deliver deliver -> deliver(deliver.frames());
      case Step.Reopen reopen -> reopen();
      case Step.Fail fail -> disk.failAfter(fail.after(), fail.fault());
      case Step.Kill kill -> {
        lastWords(kill.after());
        crash(disk::afterKill);
        check();
      }
      case Step.PowerLoss loss -> {
        lastWords(loss.after());
        crash(disk::afterPowerLoss);
        check();
      }
    }
    assertThat(broken).isNull();
  }

  /** Something is going on while it is killed. */
  private void lastWords(int changes) throws Exception {
    disk.stopAfter(changes);
    append(2, 700);
    deliver(3);
    append(4, 900);
  }

  private void append(int frames, int bytes) throws Exception {
    var current = open();
    if (current == null) {
      return;
    }
    var told = new CountDownLatch(frames);
    offer(
        current,
        bytes,
        what -> {
          // The receipt runs on the writer's thread, so that the rest arrives as one group.
          for (int i = 1; i < frames; i++) {
            offer(current, bytes / i, ignored -> told.countDown());
          }
          told.countDown();
        });
    assertThat(told.await(10, TimeUnit.SECONDS)).as("every receipt is told").isTrue();
  }

  private synchronized void offer(Spool to, int bytes, Receipt receipt) {
    int count = 1 + requests % 3;
    var lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(requests).append('.').append(i).append("-".repeat(bytes / count)).append('\n');
    }
    requests++;
    offered.put(lines.toString(), count);
    var content = lines.toString().getBytes(US_ASCII);
    to.append(
        content,
        content.length,
        count,
        1_000L * requests,
        what -> {
          note(what, lines.toString(), count);
          receipt.completed(what);
        });
  }

  private synchronized void note(Appended what, String lines, int count) {
    if (what instanceof Appended.Durable durable) {
      if (disk.syncFailed() && !unsure) {
        broken = "acknowledged after a sync had failed: " + durable;
      }
      if (durable.last() - durable.first() + 1 != count) {
        broken = "wrong count: " + durable;
      }
      var before = acknowledged.floorEntry(durable.last());
      if (before != null && before.getKey() + countOf(before.getValue()) > durable.first()) {
        broken = "a sequence was given twice: " + durable;
      }
      acknowledged.put(durable.first(), lines);
    }
  }

  private void deliver(int frames) throws IOException {
    var current = open();
    if (current == null) {
      return;
    }
    long delivered = current.checkpoint().delivered();
    try (var reader = current.read(delivered)) {
      for (int i = 0; i < frames; i++) {
        var frame = reader.next();
        if (frame == null) {
          break;
        }
        delivered = frame.last() + 1;
      }
    }
    var note = "note " + requests + " " + delivered;
    synchronized (this) {
      notes.merge(delivered, note, (old, added) -> old + "|" + added);
    }
    try {
      current.commit(new Checkpoint(delivered, note.getBytes(US_ASCII)));
      committed = delivered;
    } catch (IOException e) {
      // The checkpoint before it stays.
    }
  }

  private void reopen() {
    close();
    unsure |= disk.syncFailed();
  }

  private void crash(Crash crash) {
    disk = crash.leaves();
    close();
    unsure |= disk.syncFailed();
  }

  private interface Crash {
    FaultyDisk leaves();
  }

  /** The spool; none while its disk does not let it open. */
  private @Nullable Spool open() {
    if (spool == null) {
      try {
        spool = Spool.open(FOLDER, CONFIG, lie.apply(disk), () -> {}, checksum);
      } catch (IOException e) {
        unsure |= disk.syncFailed();
      }
    }
    return spool;
  }

  /** Holds what is on the disk against what was promised. */
  void check() throws IOException {
    disk.mend();
    var first = found();
    var second = found();
    assertThat(second).as("recovery twice gives the same").isEqualTo(first);
    first.matches(this);
  }

  private Found found() throws IOException {
    try (var current = Spool.open(FOLDER, CONFIG, lie.apply(disk), () -> {}, checksum)) {
      var checkpoint = current.checkpoint();
      var frames = new ArrayList<String>();
      var places = new ArrayList<Long>();
      try (var reader = current.read(checkpoint.delivered())) {
        for (var frame = reader.next(); frame != null; frame = reader.next()) {
          frames.add(US_ASCII.decode(frame.lines()).toString());
          places.add(frame.first());
        }
      }
      return new Found(
          checkpoint.delivered(),
          new String(checkpoint.note(), US_ASCII),
          current.state().next(),
          current.state().damaged(),
          places,
          frames);
    }
  }

  private int countOf(String lines) {
    var count = offered.get(lines);
    return count == null ? fail("never offered: %.40s", lines) : count;
  }

  @Override
  public void close() {
    if (spool != null) {
      spool.close();
      spool = null;
    }
  }

  /** What a process finds that opens the spool. */
  private record Found(
      long delivered,
      String note,
      long next,
      long damaged,
      List<Long> places,
      List<String> frames) {

    void matches(Trial book) {
      assertThat(delivered)
          .as("a commit that returned is kept")
          .isGreaterThanOrEqualTo(book.committed);
      assertThat(book.notes.get(delivered)).as("the note of %d", delivered).contains(note);
      if (!book.unsure) {
        assertThat(damaged).as("nothing has rotted").isZero();
      }
      long end = delivered;
      var found = new HashMap<Long, String>();
      for (int i = 0; i < frames.size(); i++) {
        long last = places.get(i) + book.countOf(frames.get(i));
        assertThat(last).as("sequences rise").isGreaterThan(end);
        assertThat(i == 0 || places.get(i) >= end).as("frames do not overlap").isTrue();
        end = last;
        found.put(places.get(i), frames.get(i));
      }
      assertThat(next).as("no sequence is used again").isGreaterThanOrEqualTo(end);
      book.acknowledged.forEach((place, lines) -> {
        if (place + book.countOf(lines) > delivered) {
          assertThat(found).as("what was acknowledged is kept").containsEntry(place, lines);
        }
      });
    }
  }
}
