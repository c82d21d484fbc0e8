package dev.inlet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlet.event.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
  private static final Grants GRANTS = new Grants(Map.of("app.calls", "track, profile"));

  @Test
  void aLineIsASourceAKeyAndItsCalls() throws KeyFile.Unusable {
    var keys =
        KeyFile.keys(
            """
            # source  key  calls

              web\tk-1   track
            my-back-end   k-2
            app k-3
            app k-4 alias,track
            """,
            GRANTS);

    assertThat(keys).extracting(Key::text).containsExactly("k-1", "k-2", "k-3", "k-4");
    assertThat(keys)
        .extracting(Key::owner)
        .containsExactly(
            new Owner.Known("web", Set.of(Call.TRACK)),
            new Owner.Known("my-back-end", Set.of(Call.values())),
            new Owner.Known("app", Set.of(Call.TRACK, Call.PROFILE)),
            new Owner.Known("app", Set.of(Call.TRACK, Call.ALIAS)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "web",
        "web s3cret track alias",
        "web s3cret, track",
        "web s3cret s3cret",
        "S3cret web",
        "web_s3cret s3cret",
        "web s3c,ret",
        "web s3cret\u0007",
      })
  void refusesALineThatIsNotOneAndSaysWhichWithoutAWordOfIt(String line) {
    assertThatThrownBy(() -> KeyFile.keys("# ours\n" + line, GRANTS))
        .isInstanceOf(KeyFile.Unusable.class)
        .hasMessageStartingWith("line 2")
        .message()
        .doesNotContainIgnoringCase("s3c");
  }

  @Test
  void refusesAFileWithoutAKeyAsEverybodyCouldWriteThen() {
    assertThatThrownBy(() -> KeyFile.keys("# none yet\n\n", GRANTS))
        .hasMessage("the file holds no key");
  }

  @Test
  void saysWhyAFileCantBeRead(@TempDir Path folder) throws IOException {
    var binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff});
    var large = Files.writeString(folder.resolve("large"), "#".repeat((1 << 20) + 1));

    assertThatThrownBy(() -> KeyFile.text(folder.resolve("none")))
        .hasMessage("there is no such file");
    assertThatThrownBy(() -> KeyFile.text(folder)).hasMessage("the file can't be read");
    assertThatThrownBy(() -> KeyFile.text(binary)).hasMessage("the file is not UTF-8 text");
    assertThatThrownBy(() -> KeyFile.text(large)).hasMessageContaining("larger than 1048576 bytes");
  }
}
