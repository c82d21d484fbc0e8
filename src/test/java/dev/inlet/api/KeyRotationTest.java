package dev.inlet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlet.RunningInlet;
import dev.inlet.process.InletProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys come and go while it runs, and each may do what it may. */
class KeyRotationTest {
  private static final Duration FOLLOWED_MAX = Duration.ofSeconds(30);
  private static final String TRACK =
      "{\"userId\":\"u\",\"events\":[{\"eventName\":\"e\",\"metadata\":{},\"timestampUTC\":1}]}";
  private static final String ALIAS =
      "{\"newUserId\":\"n\",\"originalUserId\":\"o\",\"timestampUTC\":1}";
  private static final String PROFILE = "{\"userId\":\"u\",\"attributes\":{},\"timestampUTC\":1}";

  @TempDir private Path folder;
  private Path file;
  private RunningInlet inlet;

  @BeforeEach
  void start() throws IOException {
    file = folder.resolve("keys");
    write("web k-old track\nback-end k-file\n");
    inlet =
        RunningInlet.start(
            folder.resolve("data"),
            Map.of(
                "INLET_KEY_FILE", file.toString(),
                "INLET_KEYS_WEB", "k-env-1, k-env-2",
                "INLET_LIMITS_WEB_CALLS", "track,profile",
                "INLET_LIMITS_BACK_END_EVENTS_PER_SECOND", "1000"));
  }

  @AfterEach
  void stop() {
    inlet.close();
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  private int status(String path, String body, String key) {
    return inlet.post(path, body, "X-Write-Key", key).statusCode();
  }

  private void awaitTrack(String key, int status) {
    InletProcess.await(
        "the key is answered " + status,
        FOLLOWED_MAX,
        () -> status("/track", TRACK, key) == status);
  }

  @Test
  void eachOfSeveralKeysStandsForItsSource() {
    assertThat(status("/track", TRACK, "k-env-1")).isEqualTo(200);
    assertThat(status("/track", TRACK, "k-env-2")).isEqualTo(200);
    assertThat(status("/track", TRACK, "k-file")).isEqualTo(200);
    assertThat(status("/track", TRACK, "k-env-1, k-env-2")).isEqualTo(401);

    assertThat(inlet.events().stream().map(line -> RunningInlet.json(line).path("source").asText()))
        .containsExactly("web", "web", "back-end");
  }

  @Test
  void answers403ToACallThatTheKeyMayNotMakeAndKeepsIt() {
    assertThat(status("/profile", PROFILE, "k-env-1")).isEqualTo(200);
    assertThat(status("/alias", ALIAS, "k-file")).isEqualTo(200);
    assertThat(status("/profile", PROFILE, "k-old")).isEqualTo(403);
    assertThat(status("/alias", "{}", "k-old")).isEqualTo(403);
    var refused = inlet.post("/alias", ALIAS, "X-Write-Key", "k-env-1");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(RunningInlet.json(refused.body()).path("code").asText())
        .isEqualTo("call-not-allowed");
    assertThat(inlet.rejected())
        .hasSize(3)
        .last()
        .satisfies(record -> {
          assertThat(record.path("path").asText()).isEqualTo("/alias");
          assertThat(record.path("source").asText()).isEqualTo("web");
          assertThat(record.at("/errors/0/code").asText()).isEqualTo("call-not-allowed");
          assertThat(record.path("body").asText()).isEqualTo(ALIAS);
        });
  }

  @Test
  void followsTheFileAndStillBlanksTheKeyThatIsGone() throws IOException {
    write("web k-new\n");
    awaitTrack("k-new", 200);

    assertThat(status("/track", TRACK, "k-old")).isEqualTo(401);
    assertThat(status("/track", TRACK, "k-file")).isEqualTo(401);
    assertThat(status("/track", TRACK, "k-env-1")).isEqualTo(200);
    assertThat(status("/track", "{\"a\":\"k-old k-file k-new k-env-2\"}", "k-new")).isEqualTo(400);
    assertThat(inlet.rejected())
        .singleElement()
        .satisfies(record ->
            assertThat(record.path("body").asText()).isEqualTo("{\"a\":\"*** *** *** ***\"}"));
  }

  @Test
  void aBrokenFileLeavesTheKeysAsTheyWereAndHealthSaysWhy() throws IOException {
    write("web k-new track everything\n");
    InletProcess.await(
        "health says so", FOLLOWED_MAX, () -> inlet.get("/health").statusCode() == 503);

    assertThat(inlet.get("/health").body())
        .contains("INLET_KEY_FILE can't be used", "line 1 is not")
        .doesNotContain("k-new", "k-old");
    assertThat(inlet.get("/health/readiness").statusCode()).isEqualTo(200);
    assertThat(status("/track", TRACK, "k-old")).isEqualTo(200);
    assertThat(status("/track", TRACK, "k-new")).isEqualTo(401);

    write("web k-newer\n");
    awaitTrack("k-newer", 200);
    assertThat(inlet.get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void doesNotStartWithAFileThatCantBeUsed() throws IOException {
    write("web k-new\nweb k-env-1\n");

    assertThatThrownBy(() ->
            RunningInlet.start(
                folder.resolve("other"),
                Map.of("INLET_KEY_FILE", file.toString(), "INLET_KEYS_WEB", "k-env-1")))
        .hasMessageStartingWith("INLET_KEY_FILE (inlet.key-file) is '" + file)
        .hasMessageContaining("a key is there twice")
        .message()
        .doesNotContain("k-new", "k-env");
  }
}
