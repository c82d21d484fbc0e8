package dev.inlet;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.inlet.delivery.directory.DirectoryObjects;
import dev.inlet.generate.Generate;
import dev.inlet.generate.Plan;
import dev.inlet.lake.Answer;
import dev.inlet.lake.Lake;
import dev.inlet.lake.Order;
import dev.inlet.lake.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Timeout(120)
class AnalystProcessTest {
  private static final String SQL = "select 'of nobody else'";

  private @TempDir Path folder;
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  @BeforeEach
  void listen() {
    logged.start();
    log().addAppender(logged);
  }

  @AfterEach
  void end() {
    log().detachAppender(logged);
    clock.shutdownNow();
  }

  @Test
  void logsWhyItCantBeStarted() throws IOException {
    Files.createFile(folder.resolve("answering"));
    var process = process();

    assertThat(said(process.ask(SQL))).contains("can't be started", "log says more");
    assertThatItIsLogged();
  }

  @Test
  void saysThatItCantBeStartedAlsoWhenOneBeforeItEnded() throws Exception {
    makeTables();
    var process = process();
    var others = ProcessHandle.current().children().collect(toSet());
    assertThat(process.ask(SQL)).isNotInstanceOf(Answer.Failed.class);
    kill(
        ProcessHandle.current()
            .children()
            .filter(child -> !others.contains(child))
            .findFirst()
            .orElseThrow());
    replaceByAFile(folder.resolve("answering"));

    assertThat(said(process.ask(SQL))).contains("can't be started", "log says more");
    assertThatItIsLogged();
  }

  @Test
  void saysThatItEndedOnTheWay() {
    var process =
        new AnalystProcess(
            new JavaChild(folder.resolve("answering"), List.of("lake", "answer")),
            Duration.ofSeconds(30),
            clock);

    assertThat(said(process.ask(SQL))).contains("ended on the way");
    assertThat(logged.list).isEmpty();
  }

  private AnalystProcess process() {
    var arguments = List.of("lake", "answer", "--data", folder.toString(), "--time-max", "PT30S");
    return new AnalystProcess(
        new JavaChild(folder.resolve("answering"), arguments), Duration.ofSeconds(30), clock);
  }

  private void makeTables() throws Exception {
    var place = folder.resolve("lake");
    var objects = new DirectoryObjects(place);
    var plan = new Plan(2, 2, 1, Instant.parse("2026-11-21T00:00:00Z"));
    new Generate(plan, (share, events) -> {}).into(objects);
    new Lake(place, Clock.systemUTC(), Resources.usual()).build(objects, Order.NEWS, stage -> {});
  }

  private void assertThatItIsLogged() {
    assertThat(logged.list)
        .singleElement()
        .satisfies(line -> assertThat(line.getLevel()).isEqualTo(Level.WARN))
        .extracting(ILoggingEvent::getFormattedMessage)
        .asString()
        .contains("FileAlreadyExistsException", folder.resolve("answering").toString())
        .doesNotContain("select");
  }

  private static void kill(ProcessHandle child) throws Exception {
    child.destroyForcibly();
    child.onExit().get();
  }

  private static void replaceByAFile(Path place) throws IOException {
    try (var paths = Files.walk(place)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    Files.createFile(place);
  }

  private static String said(Answer answer) {
    return answer instanceof Answer.Failed failed ? failed.reason() : answer.toString();
  }

  private static Logger log() {
    return (Logger) LoggerFactory.getLogger(AnalystProcess.class);
  }
}
