package dev.inlet.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlet.delivery.FailingDisk;
import dev.inlet.delivery.Outcome;
import dev.inlet.delivery.directory.DirectoryObjects;
import dev.inlet.erase.Erase;
import dev.inlet.lake.Lake;
import dev.inlet.lake.LakeErasing;
import dev.inlet.lake.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class VerificationTest {
  private static final Duration NOW = Duration.ofMinutes(1);
  private static final Duration LATER = Duration.ofMinutes(61);

  private @TempDir Path data;
  private Collector collector;

  @BeforeEach
  void create() {
    collector = new Collector(data);
  }

  @Test
  void agreesWhenNothingEverCame() throws Exception {
    assertThat(collector.verify().agrees()).isTrue();
    assertThat(collector.verify().hours()).isEmpty();
  }

  @Test
  void agreesWithWhatWasDeliveredHourByHour() throws Exception {
    var verdict = collector.takes(10, NOW).takes(5, LATER).takes(3, NOW).verify();

    assertThat(verdict.agrees()).isTrue();
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.hours()).extracting(HourBalance::received).containsExactly(13L, 5L);
    assertThat(verdict.hours()).extracting(HourBalance::delivered).containsExactly(13L, 5L);
  }

  @Test
  void agreesAfterAPersonWasErased() throws Exception {
    collector.takes(10, NOW).takes(bob(), NOW).takes(4, LATER);
    var before = Files.readAllBytes(collector.objects().getFirst());

    erase("u");

    assertThat(collector.verify().agrees()).isTrue();
    assertThat(collector.verify().hours())
        .extracting(HourBalance::received)
        .containsExactly(1L, 0L);
    assertThat(collector.verify().findings()).isEmpty();
    assertThat(collector.verify().notes())
        .contains("events: 14 lines were erased, and are not counted");

    Files.write(collector.objects().getFirst(), before);
    assertThat(collector.verify().agrees()).isTrue();
    assertThat(collector.verify().hours())
        .extracting(HourBalance::received)
        .containsExactly(11L, 0L);

    erase("bob");
    erase("u");
    assertThat(collector.verify().agrees()).isTrue();
    assertThat(collector.verify().hours())
        .extracting(HourBalance::received)
        .containsExactly(0L, 0L);
  }

  @Test
  void agreesAfterLinesWereErasedThatWereDeliveredTwice() throws Exception {
    collector.takes(10, NOW, collector.asFirehose(2)).takes(bob(), NOW);

    erase("u");

    assertThat(collector.verify().agrees()).isTrue();
    assertThat(collector.verify().hours()).extracting(HourBalance::received).containsExactly(1L);
  }

  @Test
  void agreesWhenObjectsWereLetGo() throws Exception {
    collector.takes(10, NOW).takes(bob(), NOW).takes(4, LATER);
    erase("bob");

    letGo(collector.objects().get(0));
    letGo(collector.objects().get(0));

    var verdict = collector.verify();
    assertThat(verdict.agrees()).isTrue();
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.hours()).extracting(HourBalance::received).containsExactly(0L, 4L);
    assertThat(verdict.notes())
        .contains(
            "events: 1 lines were erased, and are not counted",
            "events: 10 lines were let go, as raw objects are kept for so long only, and are not"
                + " counted");
  }

  @Test
  void countsWhatWasLetGoAgainWhenItIsPutBack() throws Exception {
    collector.takes(10, NOW);
    var object = collector.objects().getFirst();
    var before = Files.readAllBytes(object);
    letGo(object);

    Files.createDirectories(object.getParent());
    Files.write(object, before);

    assertThat(collector.verify().agrees()).isTrue();
    assertThat(only(collector.verify()).delivered()).isEqualTo(10);
  }

  @Test
  void findsWhatWasMissingInAnObjectWhenItWasLetGo() throws Exception {
    collector.takes(10, NOW).takes(5, NOW).takes(4, LATER);
    var lacking = collector.objects().getFirst();
    rewrite(lacking, text -> text.substring(text.indexOf('\n') + 1));
    letGo(lacking);
    Files.delete(collector.objects().getFirst());

    var verdict = collector.verify();

    assertThat(verdict.agrees()).isFalse();
    assertThat(verdict.findings())
        .extracting(Finding::kind)
        .containsExactlyInAnyOrder("changed", "missing");
    assertThat(verdict.hours()).extracting(HourBalance::missing).containsExactly(6L, 0L);
  }

  @Test
  void passesOverFilesThatAreNotTheLedgers() throws Exception {
    collector.takes(10, NOW).takes(4, LATER);
    letGo(collector.objects().getFirst());
    var ledger = ledgerFile();
    var letGo = data.resolve("lake/_ledger/let-go/events/2026-11-21.ndjson");
    for (var file : List.of(ledger, letGo)) {
      for (var name : List.of("x", "README.txt", "2026-11-21.ndjson.old", "2026-13-45.ndjson")) {
        Files.copy(file, file.resolveSibling(name));
      }
      Files.createDirectories(file.resolveSibling("old"));
      Files.copy(file, file.resolveSibling("old/2026-11-21.ndjson"));
    }

    var verdict = collector.verify();

    assertThat(verdict.agrees()).isTrue();
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.hours()).extracting(HourBalance::received).containsExactly(0L, 4L);
  }

  @Test
  void goesOnAfterLinesOfWhatWasLetGoThatCanNotBeRead() throws Exception {
    collector.takes(10, NOW).takes(4, LATER);
    letGo(collector.objects().getFirst());
    var key = "_ledger/let-go/events/2026-11-21.ndjson";
    var file = data.resolve("lake").resolve(key);
    var whole = Files.readString(file);

    for (var line : List.of("{\"key\":\"raw", "{}", "", "no", "{\"key\":\"raw/events/x\"}")) {
      Files.writeString(file, whole + line + "\n");
      assertThat(collector.verify().agrees()).isTrue();
      assertThat(collector.verify().notes())
          .contains(key + ": 1 lines can't be read, and what they say is not known");
    }

    Files.writeString(file, whole.replace("\"sum\"", "\"Sum\"") + "null\n");
    var verdict = collector.verify();
    assertThat(verdict.findings()).extracting(Finding::kind).containsExactly("missing");
    assertThat(verdict.hours()).extracting(HourBalance::missing).containsExactly(10L, 0L);
    assertThat(verdict.notes()).anyMatch(note -> note.startsWith(key + ": 2 lines"));
    assertThatThrownBy(() -> note(collector.objects().getFirst())).hasMessageContaining(key);
  }

  @Test
  void goesOnAfterLinesOfWhatWasErasedThatCanNotBeRead() throws Exception {
    collector.takes(10, NOW).takes(bob(), NOW);
    erase("bob");
    var lake = data.resolve("lake");
    var file = filesBelow(lake.resolve("_ledger/erased")).getFirst();
    var whole = Files.readString(file);

    Files.writeString(file, whole + "{\"stream\":\"eve");
    assertThat(collector.verify().agrees()).isTrue();
    assertThat(collector.verify().notes())
        .contains(
            lake.relativize(file) + ": 1 lines can't be read, and what they say is not known");

    Files.writeString(file, whole.replace("\"left\"", "\"Left\""));
    assertThat(collector.verify().hours()).extracting(HourBalance::missing).containsExactly(1L);
    assertThat(collector.verify().notes())
        .contains(
            lake.relativize(file) + ": 1 lines can't be read, and what they say is not known");
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void countsTheLinesOfAnObjectInAFolderOfNoHour() throws Exception {
    collector.takes(10, NOW);
    var folder = Files.createDirectories(data.resolve("lake/raw/events/date=2026-13-45/hour=99"));
    Files.move(collector.objects().getFirst(), folder.resolve("moved.json.gz"));

    assertThat(collector.verify().agrees()).isTrue();
    assertThat(only(collector.verify()).delivered()).isEqualTo(10);
  }

  @Test
  void notesAnObjectThatIsLetGoBesideAFileThatIsNotTheLedgers() throws Exception {
    collector.takes(10, NOW);
    var folder = Files.createDirectories(data.resolve("lake/_ledger/let-go/events"));
    Files.writeString(folder.resolve("2026-11-21.ndjson.old"), "");

    letGo(collector.objects().getFirst());

    assertThat(collector.verify().agrees()).isTrue();
  }

  @Test
  void writesNothingOfObjectsThatCanNotBeReadWhenTheyAreToBeLetGo() throws Exception {
    collector.takes(10, NOW).takes(5, NOW);
    var rotten = collector.objects().getLast();
    Files.writeString(rotten, "no gzip");
    var noted = data.resolve("lake/_ledger/let-go/events/2026-11-21.ndjson");

    assertThat(note(rotten)).isEmpty();
    assertThat(noted).doesNotExist();

    letGo(collector.objects().getFirst());
    Files.setLastModifiedTime(noted, FileTime.fromMillis(0));
    assertThat(note(rotten)).isEmpty();
    assertThat(Files.getLastModifiedTime(noted)).isEqualTo(FileTime.fromMillis(0));
  }

  private List<String> note(Path object) throws IOException {
    var folder = data.resolve("lake");
    var key = folder.relativize(object).toString();
    return LetGo.note(new DirectoryObjects(folder), List.of(key));
  }

  private void letGo(Path object) throws IOException {
    var lake = new DirectoryObjects(data.resolve("lake"));
    for (var key : note(object)) {
      lake.delete(key);
    }
    assertThat(object).doesNotExist();
  }

  private static String bob() {
    return Collector.line("019-bob", NOW).replace("\"u\"", "\"bob\"");
  }

  private void erase(String id) throws IOException {
    var folder = data.resolve("lake");
    var clock = Clock.systemUTC();
    var receipt =
        new Erase(
                data,
                collector.lake(),
                new Lake(folder, clock, Resources.usual()),
                new LakeErasing(folder, clock, Resources.usual()),
                clock,
                stage -> {},
                line -> {})
            .run(id, false);
    assertThat(receipt.isComplete()).as(receipt.json()).isTrue();
  }

  @Test
  void countsWhatIsStillInTheSpool() throws Exception {
    var verdict = collector.takes(10, NOW).keeps(4, NOW).verify();

    assertThat(verdict.agrees()).isTrue();
    assertThat(only(verdict))
        .isEqualTo(new HourBalance("events", hour(), 14, 10, 0, 4, 0, 0, true));
  }

  @Test
  void looksIntoASpoolThatAProcessHas() throws Exception {
    collector.takes(10, NOW);
    try (var spool = collector.spool()) {
      collector.append(spool, 4, NOW);

      assertThat(only(collector.verify()).pending()).isEqualTo(4);
      assertThat(collector.verify().agrees()).isTrue();
    }
  }

  @Test
  void reportsAnObjectThatIsGone() throws Exception {
    collector.takes(10, NOW).takes(5, NOW);
    Files.delete(collector.objects().getLast());

    var verdict = collector.verify();

    assertThat(verdict.agrees()).isFalse();
    assertThat(only(verdict).missing()).isEqualTo(5);
    assertThat(verdict.findings()).extracting(Finding::kind).containsExactly("missing");
    assertThat(verdict.findings().getFirst().what()).startsWith("sequences 10 to 14 of spool");
  }

  @Test
  void reportsALineThatIsGone() throws Exception {
    collector.takes(10, NOW);
    rewrite(collector.objects().getFirst(), text -> text.substring(text.indexOf('\n') + 1));

    var verdict = collector.verify();

    assertThat(verdict.agrees()).isFalse();
    assertThat(only(verdict).missing()).isEqualTo(1);
    assertThat(verdict.findings()).extracting(Finding::kind).containsExactly("changed");
    assertThat(verdict.findings().getFirst().what()).contains("holds 9 lines, and 10 were");
  }

  @Test
  void reportsALineInThePlaceOfAnother() throws Exception {
    collector.takes(10, NOW);
    rewrite(collector.objects().getFirst(), text -> text.replace("019-0003-0", "019-9999-0"));

    var verdict = collector.verify();

    assertThat(verdict.agrees()).isFalse();
    assertThat(only(verdict).missing()).isZero();
  }

  @Test
  void countsAnObjectThatIsThereTwiceAndMissesNothing() throws Exception {
    collector.takes(10, NOW);
    var object = collector.objects().getFirst();
    Files.copy(object, object.resolveSibling("copy-of-it.json.gz"));

    var verdict = collector.verify();

    assertThat(verdict.agrees()).isTrue();
    assertThat(only(verdict).again()).isEqualTo(10);
  }

  @Test
  void reportsRangesThatOverlap() throws Exception {
    collector.takes(10, NOW);
    var object = collector.objects().getFirst();
    var name = object.getFileName().toString().replace("9.json", "8.json");
    Files.copy(object, object.resolveSibling(name));

    var verdict = collector.verify();

    assertThat(verdict.agrees()).isTrue();
    assertThat(verdict.findings()).extracting(Finding::kind).containsExactly("overlap");
  }

  @Test
  void doesNotMistakeADoubledObjectForOneThatIsGone() throws Exception {
    collector.takes(10, NOW).takes(10, NOW);
    var objects = collector.objects();
    Files.copy(objects.getFirst(), objects.getLast().resolveSibling("copy.json.gz"));
    Files.delete(objects.getLast());

    assertThat(collector.verify().agrees()).isFalse();
    assertThat(only(collector.verify()).missing()).isEqualTo(10);
  }

  @Test
  void tellsWhatAClientSentAgainFromWhatWasDeliveredAgain() throws Exception {
    collector.takes(Collector.line("mine", NOW), NOW);
    collector.takes(Collector.line("mine", NOW.plusSeconds(3)), NOW.plusSeconds(3));

    var verdict = collector.verify();

    assertThat(verdict.agrees()).isTrue();
    assertThat(only(verdict)).isEqualTo(new HourBalance("events", hour(), 2, 2, 0, 0, 0, 1, true));
  }

  @Test
  void agreesAlsoWhenAClientSentTheSameTwiceAtTheSameMoment() throws Exception {
    collector.takes(Collector.line("mine", NOW), NOW).takes(Collector.line("mine", NOW), NOW);

    assertThat(collector.verify().agrees()).isTrue();
    assertThat(only(collector.verify()).delivered()).isEqualTo(2);
  }

  @Test
  void takesLinesByTheirOwnTimeWhereverFirehosePutThem() throws Exception {
    var verdict = collector.takes(10, NOW, collector.asFirehose(1)).verify();

    assertThat(verdict.agrees()).isTrue();
    assertThat(only(verdict).hour()).isEqualTo(hour());
  }

  @Test
  void countsOnceWhatFirehoseDeliveredTwice() throws Exception {
    var verdict = collector.takes(10, NOW, collector.asFirehose(2)).verify();

    assertThat(verdict.agrees()).isTrue();
    assertThat(only(verdict).delivered()).isEqualTo(10);
    assertThat(only(verdict).again()).isEqualTo(10);
  }

  @Test
  void missesWhatFirehoseLost() throws Exception {
    collector.takes(10, NOW, batch -> new Outcome.Delivered(Collector.NOTHING));

    assertThat(collector.verify().agrees()).isFalse();
    assertThat(only(collector.verify()).missing()).isEqualTo(10);
  }

  @Test
  void countsTheOpenBatchOnceThatADeadProcessHadWritten() throws Exception {
    var folder = collector.toFolder();
    collector.takes(
        10,
        NOW,
        batch -> {
          folder.send(batch);
          return new Outcome.Kept("died before it could tell");
        });

    var before = collector.verify();
    assertThat(before.agrees()).isTrue();
    assertThat(only(before).delivered()).isEqualTo(10);
    assertThat(only(before).pending()).isZero();

    var after = collector.takes(2, NOW).verify();
    assertThat(after.agrees()).isTrue();
    assertThat(only(after)).isEqualTo(new HourBalance("events", hour(), 12, 12, 0, 0, 0, 0, true));
  }

  @Test
  void takesTheLaterOfTwoCutsWhenAProcessDiedBeforeItsCheckpoint() throws Exception {
    collector.takes(10, NOW);
    var ledger = ledgerFile();
    var line = Files.readString(ledger).lines().toList().getLast();
    var stale =
        line.replaceFirst("\"last\":\\d+", "\"last\":4").replaceFirst("sum\":\"..", "sum\":\"00");
    Files.writeString(ledger, stale + "\n" + Files.readString(ledger));

    assertThat(collector.verify().agrees()).isTrue();
  }

  @Test
  void agreesWhereverAProcessDiedAndAfterTheNextOne() throws Exception {
    boolean died = true;
    for (int operation = 1; died; operation++) {
      var one = new Collector(data.resolve("died-at-" + operation));
      one.keeps(6, NOW).keeps(4, LATER);
      var disk = FailingDisk.crashing(operation);
      one.lives(disk);
      died = disk.hasFailed();

      assertThat(one.verify().agrees()).as("died at %d", operation).isTrue();
      one.lives(FailingDisk.never());
      var verdict = one.verify();
      assertThat(verdict.agrees()).as("went on after %d", operation).isTrue();
      assertThat(verdict.findings()).isEmpty();
      assertThat(verdict.hours()).extracting(HourBalance::pending).containsOnly(0L);
    }
  }

  @Test
  void agreesAfterADiskFailedOnce() throws Exception {
    boolean failed = true;
    for (int operation = 1; failed; operation++) {
      var one = new Collector(data.resolve("failed-at-" + operation));
      one.keeps(6, NOW).keeps(4, LATER);
      var disk = FailingDisk.once(operation, new IOException("I/O error"));
      one.lives(disk);
      failed = disk.hasFailed();
      one.lives(FailingDisk.never());

      assertThat(one.verify().hours()).extracting(HourBalance::missing).containsOnly(0L);
    }
  }

  @Test
  void goesOnAfterALineOfTheLedgerThatWasTorn() throws Exception {
    collector.takes(10, NOW);
    Files.writeString(ledgerFile(), "{\"key\":\"events/da", StandardOpenOption.APPEND);

    assertThat(collector.takes(5, NOW).verify().agrees()).isTrue();
  }

  @Test
  void saysWhichSequencesNoCutHolds() throws Exception {
    collector.takes(3, NOW).takes(3, NOW).takes(3, NOW);
    var lines = new ArrayList<>(Files.readAllLines(ledgerFile()));
    lines.removeIf(line -> line.contains("\"first\":3,"));
    Files.write(ledgerFile(), lines);

    var verdict = collector.verify();

    assertThat(verdict.agrees()).isFalse();
    assertThat(verdict.findings()).extracting(Finding::kind).contains("gap");
  }

  @Test
  void looksOnlyAtTheHoursThatAreAskedFor() throws Exception {
    collector.takes(10, NOW).takes(5, LATER);
    Files.delete(collector.objects().getFirst());

    assertThat(collector.verify(Scope.between(null, Collector.HOUR.plus(NOW))).agrees()).isFalse();
    assertThat(collector.verify(Scope.between(Collector.HOUR.plus(LATER), null)).agrees()).isTrue();
  }

  @Test
  void leavesNoTemporaryFileBehind() throws Exception {
    long before = temporary();
    collector.takes(10, NOW).verify();

    assertThat(temporary()).isEqualTo(before);
  }

  private static long temporary() throws IOException {
    try (var paths = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return paths.filter(path -> path.getFileName().toString().startsWith("inlet-verify")).count();
    }
  }

  private Path ledgerFile() throws IOException {
    try (var paths = Files.walk(data.resolve("ledger"))) {
      return paths.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  private static HourBalance only(Verdict verdict) {
    assertThat(verdict.hours()).hasSize(1);
    return verdict.hours().getFirst();
  }

  private static int hour() {
    return Hours.of(Collector.HOUR.toEpochMilli());
  }

  private static void rewrite(Path object, UnaryOperator<String> change) throws IOException {
    String text;
    try (var in = new GZIPInputStream(Files.newInputStream(object))) {
      text = new String(in.readAllBytes(), UTF_8);
    }
    try (var out = new GZIPOutputStream(Files.newOutputStream(object))) {
      out.write(change.apply(text).getBytes(UTF_8));
    }
  }
}
