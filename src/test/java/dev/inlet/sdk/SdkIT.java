package dev.inlet.sdk;

import static dev.inlet.process.InletProcess.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.RunningInlet;
import dev.inlet.event.RecordSchema;
import dev.inlet.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each SDK sends all that it can, and loses nothing while Inlet is killed and started again. */
class SdkIT {
  private static final String KEY = "wk-app";
  private static final Duration ARRIVAL_MAX = Duration.ofMinutes(2);

  @TempDir static Path folder;

  private static Map<String, Future<Landed>> runs = Map.of();

  /** All at once, each with an Inlet of its own, as most of the time they wait. */
  @BeforeAll
  static void start() {
    runs = Sdks.each(sdk -> () -> sendWhileInletIsKilled(sdk));
  }

  static List<Sdk> sdks() {
    return Sdks.all();
  }

  @ParameterizedTest
  @MethodSource("sdks")
  void losesNothingWhenInletIsKilledAndStartedAgain(Sdk sdk) throws Exception {
    var landed = Sdks.result(Objects.requireNonNull(runs.get(sdk.toString())));

    assertThat(landed.ids()).allSatisfy((name, ids) -> assertThat(ids).as(name).hasSize(1));
    assertThat(landed.ids().keySet()).containsExactlyInAnyOrderElementsOf(sent(sdk, "1", "2", "3"));
    assertThat(landed.records())
        .allSatisfy(record -> {
          assertThat(RecordSchema.errors(record.toString())).isEmpty();
          assertThat(record.path("source").asText()).isEqualTo("app");
          assertThat(record.at("/extra/context/library/name").asText()).isNotEmpty();
          assertThat(record.path("timestampUTC").asLong()).isGreaterThan(1_700_000_000_000L);
        });
    assertContents(sdk, landed);
  }

  private static Landed sendWhileInletIsKilled(Sdk sdk) throws IOException {
    var own = Files.createTempDirectory(folder, "sdk");
    var launch =
        Launch.in(own).with("INLET_KEYS_APP", KEY).with("INLET_DELIVERY_LINGER_MAX", "500ms");
    var first = launch.ready();
    try (var sender = sdk.start("http://127.0.0.1:" + first.port(), KEY, own)) {
      sender.send("1");
      awaitLanded(sdk, own, "1");
      first.kill();
      sender.send("2");
      try (var second = launch.ready()) {
        sender.send("3");
        sender.finish();
        awaitLanded(sdk, own, "1", "2", "3");
        second.terminate().exit(Duration.ofSeconds(60));
      }
    } finally {
      first.close();
    }
    return Landed.in(own.resolve("data"));
  }

  private static void assertContents(Sdk sdk, Landed landed) {
    assertThat(landed.named("Bought 1").path("metadata"))
        .isEqualTo(RunningInlet.json("{\"n\":\"1\",\"price\":14.99}"));
    assertThat(landed.named("profile u-1").path("attributes"))
        .isEqualTo(RunningInlet.json("{\"plan\":\"pro\"}"));
    var page = landed.named(sdk.page() + " 1").path("metadata");
    assertThat(page.path("name").asText()).isEqualTo("Home");
    assertThat(page.path("url").asText()).isEqualTo("/x");
    assertThat(landed.named("$group g-1").path("metadata"))
        .isEqualTo(RunningInlet.json("{\"groupId\":\"g-1\",\"traits\":{\"name\":\"Initech\"}}"));
    assertThat(landed.links()).anyMatch(link -> link.endsWith(" u-1"));
  }

  private static Set<String> sent(Sdk sdk, String... numbers) {
    var all = new TreeSet<String>();
    Stream.of(numbers).map(n -> Landed.of(sdk, n)).forEach(all::addAll);
    return all;
  }

  private static void awaitLanded(Sdk sdk, Path folder, String... numbers) {
    await(
        "all of " + String.join(", ", numbers) + " is in the lake",
        ARRIVAL_MAX,
        () -> Landed.in(folder.resolve("data")).ids().keySet().containsAll(sent(sdk, numbers)));
  }
}
