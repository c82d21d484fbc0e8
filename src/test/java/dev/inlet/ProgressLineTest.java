package dev.inlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final StringWriter out = new StringWriter();

  @Test
  void drawsABarOnATerminalAndLeavesNone() {
    try (var line = new ProgressLine(new PrintWriter(out), true)) {
      while (out.toString().isEmpty()) {
        line.at(0.5, "7 events");
      }
    }

    assertThat(out.toString())
        .isEqualTo(
            "\r\u001b[K" + "█".repeat(15) + "░".repeat(15) + "  50 %, 7 events" + "\r\u001b[K");
  }

  @Test
  void saysNothingElsewhereWhenItTakesNoTime() {
    try (var line = new ProgressLine(new PrintWriter(out), false)) {
      line.at(0.5, "7 events");
    }

    assertThat(out.toString()).isEmpty();
  }
}
