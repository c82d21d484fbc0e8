package dev.inlet.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.process.Http;
import dev.inlet.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The meters that alarms watch are those that Inlet has. */
@Timeout(120)
class MetersIT {
  private static final Path MAIN = Path.of("terraform/main.tf");
  private static final Path ALARMS = Path.of("terraform/modules/observability/main.tf");
  private static final String EVENTS =
      "{\"userId\":\"u\",\"events\":[{},{\"eventName\":\"e\",\"metadata\":{},\"timestampUTC\":1}]}";

  private @TempDir Path folder;

  @Test
  void shipsMetersThatInletHas() throws IOException {
    var meters = names(MAIN);
    try (var inlet = Launch.in(folder).ready()) {
      assertThat(Http.once(inlet.port(), "POST", "/track", EVENTS).status()).isEqualTo(200);
      var metered = Http.once(inlet.port(), "GET", "/prometheus", "").body();

      assertThat(meters).hasSizeGreaterThan(5);
      assertThat(meters)
          .allSatisfy(meter -> assertThat(metered).containsPattern("(?m)^" + meter + "\\{?.* "));
      assertThat(streamMeters())
          .allSatisfy(meter ->
              assertThat(metered).containsPattern("(?m)^" + meter + "\\{.*stream=\"events\".*}"));
    }
  }

  @Test
  void watchesOnlyMetersThatAreShipped() throws IOException {
    assertThat(names(MAIN)).containsAll(names(ALARMS));
  }

  /** Those that CloudWatch is to have for each stream. */
  private static List<String> streamMeters() throws IOException {
    var list = Pattern.compile("of_streams = \\[(.*?)]", Pattern.DOTALL);
    var matcher = list.matcher(Files.readString(MAIN));
    assertThat(matcher.find()).isTrue();
    return names(matcher.group(1));
  }

  private static List<String> names(Path file) throws IOException {
    return names(Files.readString(file));
  }

  private static List<String> names(String text) {
    return Pattern.compile("\"(inlet_[a-z_]+)\"")
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .distinct()
        .toList();
  }
}
