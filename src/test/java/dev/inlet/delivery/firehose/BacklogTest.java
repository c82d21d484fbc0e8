package dev.inlet.delivery.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.standin.Setup;
import dev.inlet.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A backlog in a process of its own, as its memory is to be small. */
@Timeout(180)
class BacklogTest {
  private static final String DRAINED = "(?s).*drained=true lines=(\\d+) expected=\\1 .*";

  private @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"GZIP, 256", "ZSTD, 256", "NONE, 256"})
  void deliversABacklogThatIsManyTimesTheHeap(String compression, String megabytes)
      throws Exception {
    assertThat(run(Map.of(), megabytes, compression, "-Xmx80m", "-XX:MaxDirectMemorySize=16m"))
        .matches(DRAINED);
  }

  @ParameterizedTest
  @CsvSource({"GZIP, 128, -Xmx96m", "NONE, 128, -Xmx96m", "NONE, 256, -Xmx192m"})
  void deliversABacklogOverHttpInASmallHeap(String compression, String megabytes, String heap)
      throws Exception {
    try (var standIn = StandIn.start(Setup.in(folder.resolve("aws")).unlimited())) {
      assertThat(run(standIn.environment(), megabytes, compression, heap)).matches(DRAINED);
    }
  }

  private String run(
      Map<String, String> environment, String megabytes, String compression, String... options)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(BacklogProgram.class.getName());
    command.addAll(List.of(folder.toString(), megabytes, compression));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    System.out.println(compression + ": " + output);
    return output;
  }
}
