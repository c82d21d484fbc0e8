package dev.inlet.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person leaves, by the jar as people run it: no file of the data folder says anything of them.
 */
@Timeout(300)
class EraseIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final List<String> ADA =
      List.of("ada@example.org", "ada.old@example.org", "cookie-7f3a9c11", "phone-5be0d2aa");
  private static final long NOW = System.currentTimeMillis();

  private @TempDir Path folder;

  @Test
  void leavesNothingOfThePersonBesideARunningServer() throws Exception {
    var launch =
        Launch.in(folder)
            .with("INLET_LAKE_EVERY", "1s")
            .with("INLET_DELIVERY_LINGER_MAX", "100ms")
            .with("INLET_SPOOL_SEGMENT_AGE_MAX", "2s");
    try (var inlet = launch.ready()) {
      live(inlet.port());
      InletProcess.await("there are tables", LONG, () -> inlet.output().contains("Tables: "));
      InletProcess.await("the tables hold her", LONG, () -> count("ada@example.org") == 5);
      assertThat(remains(List.of(ADA.getFirst()))).isNotEmpty();

      var dry = says(0, "erase", "cookie-7f3a9c11");
      assertThat(dry).contains(ADA).contains("add --yes").contains("\"written\" : false");
      assertThat(count("ada@example.org")).isEqualTo(5);
      assertThat(Files.exists(data().resolve("lake/_erased"))).isFalse();

      var receipt = receipt(erase("cookie-7f3a9c11"));
      assertThat(receipt.path("ids")).hasSize(4);
      assertThat(receipt.at("/raw/events").intValue()).isEqualTo(10);
      assertThat(receipt.at("/raw/rejected").intValue()).isEqualTo(2);
      assertThat(receipt.at("/raw/idsInLinesOfOthers").intValue()).isEqualTo(1);
      InletProcess.await("its spool has gone on", LONG, () -> again().path("complete").asBoolean());
      assertThat(remains(ADA)).isEmpty();
      assertThat(count("bob@example.org")).isEqualTo(2);

      post(inlet.port(), "/track", track("ada@example.org", "came back"));
      InletProcess.await("she is new", LONG, () -> count("ada@example.org") == 1);
      assertThat(inlet.terminate().exit(LONG)).isZero();
    }
    assertThat(run(0, "verify"))
        .contains("events: 10 lines were erased", "rejected: 2 lines were erased", "It agrees");
    assertThat(again().path("complete").asBoolean()).isTrue();
    assertThat(count("ada@example.org")).isEqualTo(1);
  }

  @Test
  void comesBackNeitherWithABackupNorWithDamagedRecordsNorByAReplay() throws Exception {
    var launch = Launch.in(folder).with("INLET_DELIVERY_LINGER_MAX", "100ms");
    try (var inlet = launch.ready()) {
      live(inlet.port());
      assertThat(inlet.terminate().exit(LONG)).isZero();
    }
    var backup = folder.resolve("backup");
    copy(data().resolve("lake/raw"), backup.resolve("raw"));
    var damaged = damage();

    var receipt = receipt(says(0, "erase", "ada@example.org", "--yes"));
    assertThat(receipt.path("complete").asBoolean()).isTrue();
    assertThat(receipt.at("/spool/damagedLines").intValue()).isEqualTo(1);
    assertThat(remains(ADA)).isEmpty();
    assertThat(Files.readString(damaged)).contains("bob@example.org");

    copy(backup.resolve("raw"), data().resolve("lake/raw"));
    assertThat(says(0, "build", "--rebuild")).contains("lines were left out");
    assertThat(remains(ADA)).isEmpty();
    assertThat(count("bob@example.org")).isEqualTo(2);
    assertThat(run(0, "verify")).contains("It agrees");

    var other = Files.createDirectories(folder.resolve("other/lake"));
    copy(data().resolve("lake/_erased"), other.resolve("_erased"));
    run(0, "replay", "objects", "--from", backup.toString(), "--to", other.toString(), "--yes");
    assertThat(Remains.of(other, ADA)).isEmpty();
    assertThat(Remains.of(other, List.of("bob@example.org"))).isNotEmpty();
  }

  /** What Ada does under four ids, what is refused of her, and what others do. */
  private static void live(int port) {
    post(port, "/track", track("cookie-7f3a9c11", "visit"));
    post(port, "/track", track("phone-5be0d2aa", "visit"));
    post(port, "/track", track("ada.old@example.org", "signup"));
    post(port, "/track", track("ada@example.org", "buy"));
    post(port, "/alias", alias("cookie-7f3a9c11", "ada.old@example.org"));
    post(port, "/alias", alias("ada.old@example.org", "ada@example.org"));
    post(port, "/alias", alias("phone-5be0d2aa", "ada@example.org"));
    post(
        port,
        "/profile",
        "{\"userId\":\"ada@example.org\",\"attributes\":{\"plan\":\"pro\"},\"timestampUTC\":%d}"
            .formatted(NOW));
    post(
        port,
        "/v1/identify",
        "{\"userId\":\"ada@example.org\",\"anonymousId\":\"ada@example.org\",\"traits\":{\"a\":1},\"type\":\"identify\"}");
    post(
        port,
        "/v1/track",
        "{\"event\":\"$page\",\"anonymousId\":\"cookie-7f3a9c11\",\"context\":{\"traits\":{\"email\":\"ada@example.org\"}}}");
    post(port, "/track", "{\"userId\":\"ada@example.org\",\"events\":[{\"eventName\":\"\"}]}");
    post(port, "/track", "{\"userId\":\"phone-5be0d2aa\",\"events\":[{\"cut");
    post(
        port,
        "/track",
        "{\"userId\":\"bob@example.org\",\"events\":[{\"eventName\":\"invite\",\"metadata\":{\"to\":\"ada@example.org\"},\"timestampUTC\":%d}]}"
            .formatted(NOW));
    post(port, "/track", track("bob@example.org", "visit"));
    post(port, "/track", "{\"userId\":\"bob@example.org\",\"events\":[{\"eventName\":\"\"}]}");
  }

  private static void post(int port, String path, String body) {
    assertThat(Http.once(port, "POST", path, body).status()).isIn(200, 400);
  }

  private static String track(String user, String event) {
    return "{\"userId\":\"%s\",\"events\":[{\"eventName\":\"%s\",\"metadata\":{},\"timestampUTC\":%d}]}"
        .formatted(user, event, NOW);
  }

  private static String alias(String from, String to) {
    return "{\"originalUserId\":\"%s\",\"newUserId\":\"%s\",\"timestampUTC\":%d}"
        .formatted(from, to, NOW);
  }

  /** Records that rotted on the disk: hers, and one of somebody else. */
  private Path damage() throws IOException {
    var file = data().resolve("spool/events/0000000000000000000.segment.damaged");
    try (var open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(1024);
      open.write(
          "\u0007\u0000{\"id\":\"1\",\"userId\":\"ada@example.org\",\"ev\n{\"userId\":\"bob@example.org\"}\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private long count(String person) {
    var rows =
        says(
            0,
            "query",
            "--format",
            "csv",
            "select count(*) from processed.events where person_id = '%s'".formatted(person));
    return Long.parseLong(rows.lines().toList().getLast().strip());
  }

  private String erase(String id) {
    var words = List.of("lake", "erase", id, "--yes");
    try (var lake = Launch.in(folder).arguments(words.toArray(String[]::new)).start()) {
      lake.exit(LONG);
      return lake.output();
    }
  }

  private JsonNode again() {
    try (var lake = Launch.in(folder).arguments("lake", "erase", "--again", "--yes").start()) {
      lake.exit(LONG);
      return receipt(lake.output());
    }
  }

  private static JsonNode receipt(String output) {
    try {
      return new ObjectMapper()
          .readTree(output.substring(output.indexOf("{\n"), output.lastIndexOf('}') + 1));
    } catch (IOException e) {
      throw new AssertionError(output, e);
    }
  }

  private List<String> remains(List<String> words) throws IOException {
    return Remains.of(data(), words);
  }

  private Path data() {
    return folder.resolve("data");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var paths = Files.walk(from)) {
      for (var path : paths.filter(Files::isRegularFile).toList()) {
        var target = to.resolve(from.relativize(path).toString());
        Files.createDirectories(target.getParent());
        Files.write(target, Files.readAllBytes(path));
      }
    }
  }

  private String says(int status, String... arguments) {
    var all = new String[arguments.length + 1];
    all[0] = "lake";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return run(status, all);
  }

  private String run(int status, String... arguments) {
    try (var process = Launch.in(folder).arguments(arguments).start()) {
      assertThat(process.exit(LONG)).as(process.output()).isEqualTo(status);
      return process.output();
    }
  }
}
