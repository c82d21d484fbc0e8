package dev.inlet.delivery.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BacklogTest {
  private @TempDir Path folder;

  @Test
  @Timeout(60)
  void deliversABacklogAndAnObjectThatAreManyTimesTheHeap() throws Exception {
    assertThat(run("128", "100", "-Xmx48m", "-XX:MaxDirectMemorySize=16m"))
        .matches("(?s).*drained=true lines=(\\d+) expected=\\1 batches=2\\R");
  }

  private String run(String megabytes, String objectMegabytes, String... options)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(BacklogProgram.class.getName());
    command.addAll(List.of(folder.toString(), megabytes, objectMegabytes));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output;
  }
}
