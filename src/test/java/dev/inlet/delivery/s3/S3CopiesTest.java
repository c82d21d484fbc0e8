package dev.inlet.delivery.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlet.delivery.Copies;
import dev.inlet.delivery.Copies.Copy;
import dev.inlet.standin.Clients;
import dev.inlet.standin.Fault;
import dev.inlet.standin.Script;
import dev.inlet.standin.Setup;
import dev.inlet.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

@Timeout(60)
class S3CopiesTest {
  private @TempDir Path folder;
  private StandIn standIn;
  private S3 s3;
  private Copies copies;

  @BeforeEach
  void start() throws IOException {
    standIn = StandIn.start(Setup.in(folder.resolve("aws")));
    s3 = new S3(Clients.of(standIn)::s3);
    copies = s3.copies(new S3Config(Setup.BUCKET, "app/warehouse"));
  }

  @AfterEach
  void close() {
    copies.close();
    standIn.close();
  }

  @Test
  void areAsTheFilesAreAndBelowItsPrefix() throws Exception {
    var files = new TreeMap<String, Path>();
    for (int i = 0; i < 1_005; i++) {
      files.put("t/%04d".formatted(i), file("x".repeat(i % 7)));
    }
    copies.put(files);

    assertThat(standIn.keys(Setup.BUCKET, "app/warehouse/t/")).hasSize(1_005);
    assertThat(copies.list("t/")).extracting(Copy::key).containsExactlyElementsOf(files.keySet());
    assertThat(copies.list("t/0006")).extracting(Copy::bytes).containsExactly(6L);
    assertThat(copies.list("other/")).isEmpty();
  }

  @Test
  void goWithAllTheirVersions() throws Exception {
    keepVersions();
    copies.put(Map.of("t/a", file("first"), "t/b", file("only")));
    copies.put(Map.of("t/a", file("second!")));
    s3.client().deleteObject(delete -> delete.bucket(Setup.BUCKET).key("app/warehouse/t/b")).join();
    var listed = copies.list("t/");
    assertThat(listed).extracting(Copy::bytes).containsExactly(7L, Copy.GONE);
    assertThat(listed.get(0).versions()).hasSize(2);

    copies.remove(listed);

    assertThat(copies.list("t/")).isEmpty();
  }

  @Test
  void goFromABucketThatKeepsNoVersions() throws Exception {
    copies.put(Map.of("t/a", file("one"), "t/b", file("two")));

    copies.remove(copies.list("t/a"));

    assertThat(copies.list("")).extracting(Copy::key).containsExactly("t/b");
  }

  @Test
  void haveNotesBesideThem() throws Exception {
    copies.leave("_owner_of_another", "x");
    assertThat(copies.note("_owner")).isEmpty();
    copies.leave("_owner", "me");
    copies.leave("_owner", "you");

    assertThat(copies.note("_owner")).contains("you");
  }

  @Test
  void areTriedAgainAndThenSayWhatFailed() throws Exception {
    standIn.script(Setup.BUCKET, Script.CALM.onCall(1, Fault.throttled()));
    copies.put(Map.of("t/a", file("one")));
    assertThat(copies.list("t/")).hasSize(1);

    var nowhere = s3.copies(new S3Config("no-such-bucket", ""));
    assertThatThrownBy(() -> nowhere.put(Map.of("t/a", file("one"), "t/b", file("two"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("s3://no-such-bucket: ");
  }

  private void keepVersions() {
    s3.client()
        .putBucketVersioning(put ->
            put.bucket(Setup.BUCKET)
                .versioningConfiguration(how -> how.status(BucketVersioningStatus.ENABLED)))
        .join();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "file", ""), text);
  }
}
