package dev.inlet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the documentation says of speed is what was measured last for it, and nothing else. */
class SpeedTest {
  private static final Path MEASURED = Path.of("src/bench");

  @Test
  void isDocumentedAsItWasMeasured() throws IOException {
    assertThat(Files.readString(Path.of("Documentation.md")))
        .contains(Tables.of(Report.read(MEASURED)));
  }

  @Test
  void isDrawnAsItWasMeasured() throws IOException {
    assertThat(Files.readString(MEASURED.resolve("speed.svg")))
        .isEqualTo(Picture.of(Report.read(MEASURED)));
  }
}
