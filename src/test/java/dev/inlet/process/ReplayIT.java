package dev.inlet.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.standin.Setup;
import dev.inlet.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is in a folder goes to a stream. */
@Timeout(120)
class ReplayIT {
  private static final Duration PLENTY = Duration.ofSeconds(60);
  private static final int EVENTS = 30;
  private static final String EVENT =
      "{\"userId\":\"u\",\"events\":[{\"eventName\":\"e\",\"metadata\":{\"n\":1.50},\"timestampUTC\":1}]}";

  private @TempDir Path folder;
  private StandIn standIn;

  @BeforeEach
  void start() throws IOException {
    standIn = StandIn.start(Setup.in(folder.resolve("aws")));
  }

  @AfterEach
  void end() {
    standIn.close();
  }

  @Test
  void sendsTheLinesOfALakeToAStreamAsTheyAre() throws IOException {
    var launch = launch();
    try (var inlet = launch.ready()) {
      for (int i = 0; i < EVENTS; i++) {
        assertThat(Http.once(inlet.port(), "POST", "/track", EVENT).status()).isEqualTo(200);
      }
      assertThat(inlet.terminate().exit(PLENTY)).isZero();
    }

    assertThat(says(0, "--to", "firehose:" + Setup.EVENTS)).contains("add --yes");
    assertThat(standIn.counts(Setup.EVENTS).calls()).isZero();
    assertThat(says(0, "--to", "firehose:" + Setup.EVENTS, "--yes"))
        .contains("of %d lines the stream refused 0, and has the others".formatted(EVENTS));

    standIn.flush();
    assertThat(LakeFolder.linesBelow(folder.resolve("aws").resolve(Setup.BUCKET)))
        .containsExactlyInAnyOrderElementsOf(new LakeFolder(launch.data()).events());

    assertThat(says(1, "--to", "firehose:nowhere", "--yes")).contains("there is no stream nowhere");
    assertThat(says(2, "--to", "firehose:x", "--yes", "--compression", "lz4")).contains("'lz4'");
  }

  private Launch launch() {
    var launch = Launch.in(folder);
    for (var variable : standIn.environment().entrySet()) {
      launch = launch.with(variable.getKey(), variable.getValue());
    }
    return launch;
  }

  private String says(int status, String... options) {
    var words = new String[options.length + 4];
    words[0] = "replay";
    words[1] = "objects";
    words[2] = "--from";
    words[3] = folder.resolve("data/lake").toString();
    System.arraycopy(options, 0, words, 4, options.length);
    try (var replay = launch().arguments(words).start()) {
      assertThat(replay.exit(PLENTY)).as(replay.output()).isEqualTo(status);
      return replay.output();
    }
  }
}
