package dev.inlet.delivery.directory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.delivery.Batch;
import dev.inlet.delivery.FailingDisk;
import dev.inlet.delivery.Outcome;
import dev.inlet.delivery.Spools;
import dev.inlet.spool.Disk;
import dev.inlet.spool.Spool;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySinkTest {
  private static final String FOLDER = "events/date=2026-11-21/hour=01";
  private static final String KEY = FOLDER + "/5p001-0-3.json.gz";
  private static final String UNFINISHED = FOLDER + "/.5p001-0-3.json.gz.unfinished";
  private static final String LINES = "one\ntwo ä\nthree\nfour\n";

  private @TempDir Path folder;
  private Path raw;
  private Lake lake;
  private Spool spool;

  @BeforeEach
  void open() throws IOException {
    raw = folder.resolve("lake/raw");
    lake = new Lake(raw);
    spool = Spools.open(folder.resolve("spool"), Disk.real());
  }

  @AfterEach
  void close() {
    spool.close();
  }

  @Test
  void writesAnObjectThatReadsBackByteForByte() {
    var outcome = send(Disk.real());

    assertThat(lake.keys()).containsExactly(KEY);
    assertThat(lake.text(KEY)).isEqualTo(LINES);
    assertThat(lake.unfinished()).isEmpty();
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Delivered.class,
            delivered -> {
              assertThat(delivered.tally().lines()).isEqualTo(4);
              assertThat(delivered.tally().lineBytes()).isEqualTo(LINES.getBytes(UTF_8).length);
              assertThat(delivered.tally().objectBytes())
                  .isEqualTo(raw.resolve(KEY).toFile().length());
            });
  }

  @Test
  void namesAnObjectOnlyAfterItIsSynced() {
    var disk = FailingDisk.never();
    send(disk);

    assertThat(disk.log())
        .containsExactly(
            "create .5p001-0-3.json.gz.unfinished",
            "sync .5p001-0-3.json.gz.unfinished",
            "rename 5p001-0-3.json.gz",
            "syncFolder hour=01",
            "syncFolder date=2026-11-21",
            "syncFolder events",
            "syncFolder raw");
  }

  @Test
  void replacesLikeWithLikeWhenItIsSentAgain() throws IOException {
    send(Disk.real());
    var before = Files.readAllBytes(raw.resolve(KEY));

    assertThat(sendAgain(Disk.real())).isInstanceOf(Outcome.Delivered.class);

    assertThat(lake.keys()).containsExactly(KEY);
    assertThat(Files.readAllBytes(raw.resolve(KEY))).isEqualTo(before);
  }

  @Test
  void writesOverWhatACrashLeftUnfinishedAndTouchesNothingElse() throws IOException {
    var other = FOLDER + "/.another-spool-0-3.json.gz.unfinished";
    Files.createDirectories(raw.resolve(FOLDER));
    Files.writeString(raw.resolve(UNFINISHED), "half".repeat(1000));
    Files.writeString(raw.resolve(other), "of another process");

    send(Disk.real());

    assertThat(lake.unfinished()).containsExactly(other);
    assertThat(lake.text(KEY)).isEqualTo(LINES);
  }

  @Test
  void showsNothingHalfAndHealsWhicheverOperationFails() throws IOException {
    append();
    Outcome outcome = new Outcome.Unavailable("not tried");
    for (int failing = 1; !(outcome instanceof Outcome.Delivered); failing++) {
      var disk = FailingDisk.once(failing, new IOException("I/O error"));
      outcome = sendAgain(disk);

      if (disk.hasFailed()) {
        assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
        assertThat(lake.unfinished()).isEmpty();
        assertThat(lake.keys()).allMatch(key -> lake.text(key).equals(LINES));
        assertThat(sendAgain(disk)).isInstanceOf(Outcome.Delivered.class);
      }
      assertThat(lake.keys()).containsExactly(KEY);
      assertThat(lake.text(KEY)).isEqualTo(LINES);
      Files.delete(raw.resolve(KEY));
      assertThat(failing).isLessThan(100);
    }
  }

  @Test
  void tellsHowMuchIsFreeWhenTheDiskIsFull() {
    append();
    var full = FailingDisk.once(4, new IOException("No space left on device"));

    assertThat(sendAgain(full))
        .isInstanceOfSatisfying(
            Outcome.Unavailable.class,
            unavailable ->
                assertThat(unavailable.reason())
                    .contains(raw.toString(), "No space left on device")
                    .containsPattern("[0-9]+ bytes are free")
                    .doesNotContain("one"));
    assertThat(lake.unfinished()).isEmpty();
  }

  @Test
  void saysWhoMustDoWhatWhenItMayNotWrite() {
    append();
    var denied = FailingDisk.once(1, new AccessDeniedException(raw.toString()));

    assertThat(sendAgain(denied))
        .isInstanceOfSatisfying(
            Outcome.Misconfigured.class,
            misconfigured ->
                assertThat(misconfigured.reason())
                    .contains(raw.toString(), "let the user that runs Inlet write there"));
  }

  @Test
  void saysThatAFileIsInThePlaceOfAFolderAndHealsWhenItIsGone() throws IOException {
    for (var inTheWay : List.of(raw, raw.resolve("events"), raw.resolve(FOLDER))) {
      Files.createDirectories(inTheWay.getParent());
      Files.writeString(inTheWay, "a file");

      assertThat(send(Disk.real()))
          .isInstanceOfSatisfying(
              Outcome.Misconfigured.class,
              misconfigured -> assertThat(misconfigured.reason()).contains("move it away"));
      Files.delete(inTheWay);
    }

    assertThat(sendAgain(Disk.real())).isInstanceOf(Outcome.Delivered.class);
  }

  @Test
  void makesNoObjectOfNoLines() {
    append();
    var outcome = new DirectorySink(raw, Disk.real()).send(Spools.batch(spool, KEY, 10, 12));

    assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    assertThat(lake.keys()).isEmpty();
    assertThat(lake.unfinished()).isEmpty();
  }

  @Test
  void deliversWhatIsLeftOfADamagedRange() throws IOException {
    append();
    damage("two ä");

    var outcome = sendAgain(Disk.real());

    assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    assertThat(lake.text(KEY)).isEqualTo("one\nfour\n");
  }

  @Test
  void keepsTheFullerObjectWhenRecordsWereDamagedSince() throws IOException {
    send(Disk.real());
    damage("two ä");

    assertThat(sendAgain(Disk.real())).isInstanceOf(Outcome.Delivered.class);

    assertThat(lake.text(KEY)).isEqualTo(LINES);
    assertThat(lake.unfinished()).isEmpty();
  }

  private void append() {
    Spools.append(spool, 0, "one");
    Spools.append(spool, 0, "two ä", "three");
    Spools.append(spool, 0, "four");
  }

  private Outcome send(Disk disk) {
    append();
    return sendAgain(disk);
  }

  private Outcome sendAgain(Disk disk) {
    return new DirectorySink(raw, disk).send(batch());
  }

  private Batch batch() {
    return Spools.batch(spool, KEY, 0, 3);
  }

  /** Changes a byte of a line where it is kept, as rot does. */
  private void damage(String line) throws IOException {
    for (var file : Lake.files(folder.resolve("spool"))) {
      var bytes = Files.readAllBytes(file);
      int at = new String(bytes, ISO_8859_1).indexOf(new String(line.getBytes(UTF_8), ISO_8859_1));
      if (at >= 0) {
        bytes[at] ^= 1;
        Files.write(file, bytes);
      }
    }
  }
}
