package dev.inlet.delivery.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.delivery.Outcome;
import dev.inlet.delivery.Sink;
import dev.inlet.delivery.Spools;
import dev.inlet.spool.Disk;
import dev.inlet.spool.Spool;
import dev.inlet.standin.Clients;
import dev.inlet.standin.Fault;
import dev.inlet.standin.Script;
import dev.inlet.standin.Setup;
import dev.inlet.standin.StandIn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3SinkTest {
  private static final String KEY = "events/date=2026-11-21/hour=01/5p001-0-3.json.gz";
  private static final String OBJECT = "app/raw/" + KEY;
  private static final String LINES = "one\ntwo ä\nthree\nfour\n";
  private static final S3Config CONFIG = new S3Config(Setup.BUCKET, "app");

  private @TempDir Path folder;
  private StandIn standIn;
  private Spool spool;
  private S3 s3;
  private Sink sink;

  @BeforeEach
  void start() throws IOException {
    standIn = StandIn.start(Setup.in(folder.resolve("aws")));
    spool = Spools.open(folder.resolve("spool"), Disk.real());
    Spools.append(spool, 0, "one");
    Spools.append(spool, 0, "two ä", "three");
    Spools.append(spool, 0, "four");
    connect(Clients.of(standIn));
  }

  private void connect(Clients clients) {
    s3 = new S3(clients::s3);
    sink = s3.sink(CONFIG, folder.resolve("outgoing"));
  }

  @AfterEach
  void close() {
    s3.close();
    spool.close();
    standIn.close();
  }

  @Test
  void writesAnObjectThatReadsBackByteForByte() throws Exception {
    var outcome = send();

    assertThat(standIn.keys(Setup.BUCKET, "")).containsExactly(OBJECT);
    assertThat(text()).isEqualTo(LINES);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Delivered.class,
            delivered -> {
              assertThat(delivered.tally().lines()).isEqualTo(4);
              assertThat(delivered.tally().lineBytes()).isEqualTo(LINES.getBytes(UTF_8).length);
              assertThat(delivered.tally().objectBytes())
                  .isEqualTo(standIn.object(Setup.BUCKET, OBJECT).length);
            });
    assertThat(outgoing()).isEmpty();
  }

  @Test
  void replacesLikeWithLikeWhenItIsSentAgain() throws Exception {
    send();
    var before = standIn.object(Setup.BUCKET, OBJECT);

    assertThat(send()).isInstanceOf(Outcome.Delivered.class);

    assertThat(standIn.keys(Setup.BUCKET, "")).containsExactly(OBJECT);
    assertThat(standIn.object(Setup.BUCKET, OBJECT)).isEqualTo(before);
  }

  @Test
  void isUnavailableWhileS3IsAndSendsTheSameObjectAfterwards() throws Exception {
    standIn.script(
        Setup.BUCKET,
        Script.CALM
            .onCall(1, new Fault.Refused(503, "SlowDown", "Please reduce your request rate."))
            .onCall(2, Fault.internalFailure())
            .onCall(3, Fault.cutBefore()));

    for (int call = 1; call <= 3; call++) {
      assertThat(send()).isInstanceOf(Outcome.Unavailable.class);
      assertThat(outgoing()).hasSize(1);
    }

    assertThat(send()).isInstanceOf(Outcome.Delivered.class);
    assertThat(text()).isEqualTo(LINES);
    assertThat(outgoing()).isEmpty();
  }

  @Test
  void leavesOneObjectWhenAnAnswerIsLost() throws Exception {
    standIn.script(Setup.BUCKET, Script.CALM.onCall(1, Fault.cutAfter()));

    assertThat(send()).isInstanceOf(Outcome.Unavailable.class);
    assertThat(send()).isInstanceOf(Outcome.Delivered.class);

    assertThat(standIn.keys(Setup.BUCKET, "")).containsExactly(OBJECT);
    assertThat(text()).isEqualTo(LINES);
    assertThat(standIn.counts(Setup.BUCKET).duplicates()).isEqualTo(1);
  }

  @Test
  void packsAgainWhatRottedBeforeItWasSent() throws Exception {
    standIn.script(Setup.BUCKET, Script.CALM.onCall(1, Fault.unavailable()));
    send();
    var packed = outgoing().getFirst();
    var bytes = Files.readAllBytes(packed);
    bytes[bytes.length / 2] ^= 1;
    Files.write(packed, bytes);

    assertThat(send())
        .isInstanceOfSatisfying(
            Outcome.Unavailable.class,
            unavailable -> assertThat(unavailable.reason()).contains("BadDigest"));
    assertThat(standIn.keys(Setup.BUCKET, "")).isEmpty();
    assertThat(send()).isInstanceOf(Outcome.Delivered.class);
    assertThat(text()).isEqualTo(LINES);
  }

  @Test
  void packsAgainWhatSomeoneRemoved() throws Exception {
    standIn.script(Setup.BUCKET, Script.CALM.onCall(1, Fault.unavailable()));
    send();
    Files.delete(outgoing().getFirst());

    assertThat(send()).isInstanceOf(Outcome.Delivered.class);
    assertThat(text()).isEqualTo(LINES);
  }

  @Test
  void removesWhatAnotherProcessLeft() throws Exception {
    Files.createDirectories(folder.resolve("outgoing"));
    Files.writeString(folder.resolve("outgoing/left.json.gz"), "half");

    send();

    assertThat(outgoing()).isEmpty();
  }

  @Test
  void makesNoObjectOfNoLines() throws Exception {
    var outcome = sink.send(Spools.batch(spool, KEY, 10, 12));

    assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    assertThat(standIn.keys(Setup.BUCKET, "")).isEmpty();
  }

  @Test
  void deliversWhatIsLeftOfADamagedRange() throws Exception {
    damage("two ä");

    assertThat(send()).isInstanceOf(Outcome.Delivered.class);
    assertThat(text()).isEqualTo("one\nfour\n");
  }

  @Test
  void keepsTheFullerObjectWhenRecordsWereDamagedSince() throws Exception {
    send();
    damage("two ä");

    assertThat(send()).isInstanceOf(Outcome.Delivered.class);

    assertThat(text()).isEqualTo(LINES);
  }

  @Test
  void saysWhatToDoAboutCredentialsThatAreWrong() throws Exception {
    reconnect(Clients.of(standIn).withSecret("another"));
    assertThat(reason()).contains("AWS_SECRET_ACCESS_KEY", "SignatureDoesNotMatch");

    reconnect(Clients.of(standIn).withAccessKeyId("AKIDX"));
    assertThat(reason()).contains("AWS_ACCESS_KEY_ID", "InvalidAccessKeyId");

    reconnect(Clients.of(standIn).withRegion("eu-west-1"));
    assertThat(reason()).contains("AWS_REGION", Setup.BUCKET);
  }

  @Test
  void saysWhatToDoAboutABucketThatIsNotThere() throws Exception {
    sink = s3.sink(new S3Config("no-such-bucket", ""), folder.resolve("outgoing"));

    assertThat(reason()).contains("no-such-bucket", "INLET_S3_BUCKET");
  }

  @Test
  void healsWhenTheBucketIsMade() throws Exception {
    sink = s3.sink(new S3Config("made-late", ""), folder.resolve("outgoing"));
    assertThat(send()).isInstanceOf(Outcome.Misconfigured.class);

    try (var client = Clients.of(standIn).s3()) {
      client.createBucket(create -> create.bucket("made-late")).join();
    }

    assertThat(send()).isInstanceOf(Outcome.Delivered.class);
  }

  @Test
  void saysThatItCanNotReachS3() throws Exception {
    standIn.close();

    assertThat(send())
        .isInstanceOfSatisfying(
            Outcome.Unavailable.class,
            unavailable ->
                assertThat(unavailable.reason())
                    .contains("cannot reach S3", "Connection refused")
                    .doesNotContain("one"));
  }

  @Test
  void saysWhenItCanNotKeepAnObject() throws Exception {
    Files.writeString(folder.resolve("outgoing"), "a file");

    assertThat(send())
        .isInstanceOfSatisfying(
            Outcome.Unavailable.class,
            unavailable -> assertThat(unavailable.reason()).contains("outgoing"));
  }

  private void reconnect(Clients clients) {
    s3.close();
    connect(clients);
  }

  private Outcome send() throws InterruptedException {
    return sink.send(Spools.batch(spool, KEY, 0, 3));
  }

  private String reason() throws InterruptedException {
    var outcome = send();
    assertThat(outcome).isInstanceOf(Outcome.Misconfigured.class);
    return ((Outcome.Misconfigured) outcome).reason();
  }

  private String text() throws IOException {
    var object = new ByteArrayInputStream(standIn.object(Setup.BUCKET, OBJECT));
    return new String(new GZIPInputStream(object).readAllBytes(), UTF_8);
  }

  private List<Path> outgoing() {
    try (var files = Files.list(folder.resolve("outgoing"))) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes a byte of a line where it is kept, as rot does. */
  private void damage(String line) throws IOException {
    try (var files = Files.walk(folder.resolve("spool"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var bytes = Files.readAllBytes(file);
        var wanted = new String(line.getBytes(UTF_8), ISO_8859_1);
        int at = new String(bytes, ISO_8859_1).indexOf(wanted);
        if (at >= 0) {
          bytes[at] ^= 1;
          Files.write(file, bytes);
        }
      }
    }
  }
}
