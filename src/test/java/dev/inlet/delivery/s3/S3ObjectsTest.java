package dev.inlet.delivery.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlet.delivery.RawObjects;
import dev.inlet.delivery.RawObjects.RawObject;
import dev.inlet.standin.Clients;
import dev.inlet.standin.Fault;
import dev.inlet.standin.Script;
import dev.inlet.standin.Setup;
import dev.inlet.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

@Timeout(60)
class S3ObjectsTest {
  private @TempDir Path folder;
  private StandIn standIn;
  private S3 s3;

  @BeforeEach
  void start() throws IOException {
    standIn = StandIn.start(Setup.in(folder.resolve("aws")));
    s3 = new S3(Clients.of(standIn)::s3);
  }

  @AfterEach
  void close() {
    s3.close();
    standIn.close();
  }

  @Test
  void readsBackWhatItWroteBelowItsPrefixOnly() throws Exception {
    var objects = s3.objects(new S3Config(Setup.BUCKET, "app"));
    put(objects, "raw/events/b", "two");
    put(objects, "raw/events/a", "one");
    put(objects, "raw/rejected/c", "three");
    put(s3.objects(new S3Config(Setup.BUCKET, "")), "raw/events/of-another", "x");

    assertThat(standIn.keys(Setup.BUCKET, "app/")).hasSize(3);
    assertThat(objects.list("raw/events/"))
        .containsExactly(new RawObject("raw/events/a", 3), new RawObject("raw/events/b", 3));
    try (var in = objects.read("raw/rejected/c")) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("three");
    }
  }

  @Test
  void listsMoreThanOnePage() throws Exception {
    var objects = s3.objects(new S3Config(Setup.BUCKET, ""));
    for (int i = 0; i < 1_005; i++) {
      put(objects, "raw/events/%04d".formatted(i), "x");
    }

    assertThat(objects.list("raw/")).hasSize(1_005).doesNotHaveDuplicates();
  }

  @Test
  void asksAgainWhenTheBucketHasTooMuchToDo() throws Exception {
    var objects = s3.objects(new S3Config(Setup.BUCKET, ""));
    standIn.script(
        Setup.BUCKET, Script.CALM.onCall(1, Fault.throttled()).onCall(3, Fault.internalFailure()));

    put(objects, "raw/events/a", "one");

    assertThat(objects.list("raw/events/")).hasSize(1);
  }

  @Test
  void findsReadsAndDeletesWhatObjectsWereOnce() throws Exception {
    var objects = s3.objects(new S3Config(Setup.BUCKET, "app"));
    put(objects, "raw/events/a", "before versions were kept");
    assertThat(objects.oldVersions("raw/")).isEmpty();
    s3.client()
        .putBucketVersioning(put ->
            put.bucket(Setup.BUCKET)
                .versioningConfiguration(how -> how.status(BucketVersioningStatus.ENABLED)))
        .join();
    put(objects, "raw/events/a", "first");
    put(objects, "raw/events/a", "second");
    put(objects, "raw/events/b", "only");
    s3.client().deleteObject(delete -> delete.bucket(Setup.BUCKET).key("app/raw/events/b")).join();

    var texts = new ArrayList<String>();
    for (var version : objects.oldVersions("raw/")) {
      try (var in = objects.read(version)) {
        texts.add(version.key() + " " + new String(in.readAllBytes(), UTF_8));
      }
      objects.delete(version);
    }

    assertThat(texts)
        .containsExactlyInAnyOrder(
            "raw/events/a before versions were kept", "raw/events/a first", "raw/events/b only");
    assertThat(objects.oldVersions("raw/")).isEmpty();
    try (var in = objects.read("raw/events/a")) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("second");
    }
  }

  @Test
  void listsMoreOldVersionsThanOnePage() throws Exception {
    var objects = s3.objects(new S3Config(Setup.BUCKET, ""));
    s3.client()
        .putBucketVersioning(put ->
            put.bucket(Setup.BUCKET)
                .versioningConfiguration(how -> how.status(BucketVersioningStatus.ENABLED)))
        .join();
    for (int i = 0; i < 1_010; i++) {
      put(objects, "raw/events/" + i % 3, "x");
    }

    assertThat(objects.oldVersions("raw/")).hasSize(1_007).doesNotHaveDuplicates();
  }

  @Test
  void saysWhatMustBeAllowedToSeeOldVersions() {
    standIn.script(
        Setup.BUCKET, Script.CALM.onCall(1, new Fault.Refused(403, "AccessDenied", "Denied")));

    assertThatThrownBy(() -> s3.objects(new S3Config(Setup.BUCKET, "app")).oldVersions("raw/"))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(
            "allow s3:ListBucketVersions on arn:aws:s3:::%1$s, and s3:GetObjectVersion and"
                + " s3:DeleteObjectVersion on arn:aws:s3:::%1$s/app/*",
            Setup.BUCKET);
  }

  @Test
  void saysWhichBucketItCanNotRead() {
    assertThatThrownBy(() -> s3.objects(new S3Config("no-such-bucket", "")).list("raw/"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("s3://no-such-bucket: ");
  }

  private void put(RawObjects objects, String key, String text) throws IOException {
    objects.write(key, Files.writeString(folder.resolve("object"), text));
  }
}
