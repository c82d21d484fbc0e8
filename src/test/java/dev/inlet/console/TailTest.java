package dev.inlet.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.Ports;
import dev.inlet.RunningInlet;
import dev.inlet.console.Tail.Form;
import dev.inlet.console.Tail.Wanted;
import dev.inlet.process.InletProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Watching from a terminal. */
@Timeout(60)
class TailTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private @TempDir Path data;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final List<String> told = new CopyOnWriteArrayList<>();

  private Tail tail(URI server, @Nullable String key, Wanted wanted, Form form) {
    return new Tail(server, key, wanted, form, new PrintStream(written, true, UTF_8), told::add);
  }

  private static Wanted last(int events) {
    return new Wanted(null, null, events, events);
  }

  private String text() {
    return written.toString(UTF_8);
  }

  @Test
  void writesALineForEachEvent() throws InterruptedException {
    try (var inlet = RunningInlet.start(data, Map.of())) {
      Posts.track(inlet, "signup", "");

      assertThat(tail(inlet.uri(""), null, last(2), Form.PLAIN).run()).isTrue();

      assertThat(text().lines())
          .satisfiesExactly(
              line -> assertThat(line).contains("taken", "track", "ada", "signup"),
              line -> assertThat(line).contains("refused", "/events/0/eventName"));
      assertThat(text()).doesNotContain("\u001b");
      assertThat(told).isEmpty();
    }
  }

  @Test
  void writesALineOfJsonForEachEvent() throws InterruptedException {
    try (var inlet = RunningInlet.start(data, Map.of())) {
      Posts.track(inlet, "one", "two");

      tail(inlet.uri(""), null, last(2), Form.JSON).run();

      assertThat(
              text().lines().map(line -> RunningInlet.json(line).at("/record/eventName").asText()))
          .containsExactly("one", "two");
    }
  }

  @Test
  void nothingThatIsSentControlsTheTerminal() throws InterruptedException {
    try (var inlet = RunningInlet.start(data, Map.of())) {
      Posts.track(inlet, "a\\u001b[31m\\nb\\u202ec");

      tail(inlet.uri(""), null, last(1), Form.PLAIN).run();

      assertThat(text()).hasLineCount(1).doesNotContain("\u001b", "\u202e");
    }
  }

  @Test
  void coloursWhatATerminalShows() throws InterruptedException {
    try (var inlet = RunningInlet.start(data, Map.of())) {
      Posts.track(inlet, "signup");

      tail(inlet.uri(""), null, last(1), Form.COLOURED).run();

      assertThat(text()).contains("\u001b[32mtaken");
    }
  }

  @Test
  void showsOnlyWhatOneLooksFor() throws InterruptedException {
    try (var inlet = RunningInlet.start(data, Map.of())) {
      Posts.track(inlet, "signup & more", "login", "");

      tail(inlet.uri(""), null, new Wanted("UP & M", "good", 10, 1), Form.PLAIN).run();

      assertThat(text()).contains("signup & more").hasLineCount(1);
    }
  }

  @Test
  void presentsTheKey() throws InterruptedException {
    try (var inlet = RunningInlet.start(data, Map.of("INLET_CONSOLE_KEY", "sesame"))) {
      Posts.track(inlet, "signup");

      assertThat(tail(inlet.uri(""), "sesame", last(1), Form.PLAIN).run()).isTrue();
      assertThat(tail(inlet.uri(""), "guess", last(1), Form.PLAIN).run()).isFalse();
      assertThat(told).singleElement().asString().contains("401", "INLET_CONSOLE_KEY");
    }
  }

  @Test
  void saysWhenNothingAnswers() throws InterruptedException, IOException {
    assertThat(
            tail(URI.create("http://127.0.0.1:" + Ports.free()), null, last(1), Form.PLAIN).run())
        .isFalse();
    assertThat(told).singleElement().asString().contains("nothing answers");
  }

  @Test
  void goesOnWhenTheServerComesBack(@TempDir Path second) throws IOException {
    var environment = Map.of("INLET_PORT", Integer.toString(Ports.free()));
    CompletableFuture<Boolean> ended;
    try (var inlet = RunningInlet.start(data, environment)) {
      Posts.track(inlet, "before");
      var tail = tail(inlet.uri(""), null, new Wanted(null, null, 1, 2), Form.PLAIN);
      ended = CompletableFuture.supplyAsync(() -> run(tail));
      InletProcess.await("it is shown", SOON, () -> text().contains("before"));
    }
    InletProcess.await("it is lost", SOON, () -> !told.isEmpty());
    try (var inlet = RunningInlet.start(second, environment)) {
      Posts.track(inlet, "after");

      assertThat(ended.join()).isTrue();
      assertThat(text()).containsSubsequence("before", "after").hasLineCount(2);
      assertThat(told).last().asString().contains("connected again");
    }
  }

  @Test
  void endsWhenNobodyReadsAnyMore() throws InterruptedException {
    try (var inlet = RunningInlet.start(data, Map.of())) {
      Posts.track(inlet, "one", "two", "three");
      var closed =
          new OutputStream() {
            @Override
            public void write(int b) throws IOException {
              throw new IOException("Broken pipe");
            }
          };

      assertThat(
              new Tail(
                      inlet.uri(""),
                      null,
                      new Wanted(null, null, 3, Long.MAX_VALUE),
                      Form.JSON,
                      new PrintStream(closed, true, UTF_8),
                      told::add)
                  .run())
          .isTrue();
      assertThat(told).isEmpty();
    }
  }

  private static boolean run(Tail tail) {
    try {
      return tail.run();
    } catch (InterruptedException hurried) {
      throw new IllegalStateException(hurried);
    }
  }
}
