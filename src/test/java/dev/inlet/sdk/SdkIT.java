package dev.inlet.sdk;

import static dev.inlet.process.InletProcess.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.RunningInlet;
import dev.inlet.event.RecordSchema;
import dev.inlet.process.Launch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each SDK sends all that it can, and loses nothing while Inlet is killed and started again. */
class SdkIT {
  private static final String KEY = "wk-app";
  private static final Duration ARRIVAL_MAX = Duration.ofMinutes(2);

  static List<Sdk> sdks() {
    return Sdks.all();
  }

  @ParameterizedTest
  @MethodSource("sdks")
  void losesNothingWhenInletIsKilledAndStartedAgain(Sdk sdk, @TempDir Path folder) {
    var launch =
        Launch.in(folder).with("INLET_KEYS_APP", KEY).with("INLET_DELIVERY_LINGER_MAX", "500ms");
    var first = launch.ready();
    try (var sender = sdk.start("http://127.0.0.1:" + first.port(), KEY, folder)) {
      sender.send("1");
      awaitLanded(folder, "1");
      first.kill();
      sender.send("2");
      try (var second = launch.ready()) {
        sender.send("3");
        sender.finish();
        awaitLanded(folder, "1", "2", "3");
        second.terminate().exit(Duration.ofSeconds(60));
      }
    } finally {
      first.close();
    }

    var landed = Landed.in(folder.resolve("data"));
    assertThat(landed.ids()).allSatisfy((name, ids) -> assertThat(ids).as(name).hasSize(1));
    assertThat(landed.ids().keySet()).containsExactlyInAnyOrderElementsOf(sent("1", "2", "3"));
    assertThat(landed.records())
        .allSatisfy(record -> {
          assertThat(RecordSchema.errors(record.toString())).isEmpty();
          assertThat(record.path("source").asText()).isEqualTo("app");
          assertThat(record.at("/extra/context/library/name").asText()).isNotEmpty();
          assertThat(record.path("timestampUTC").asLong()).isGreaterThan(1_700_000_000_000L);
        });
    assertContents(landed);
  }

  private static void assertContents(Landed landed) {
    assertThat(landed.named("Bought 1").path("metadata"))
        .isEqualTo(RunningInlet.json("{\"n\":\"1\",\"price\":14.99}"));
    assertThat(landed.named("profile u-1").path("attributes"))
        .isEqualTo(RunningInlet.json("{\"plan\":\"pro\"}"));
    var page = landed.named("$page 1").path("metadata");
    assertThat(page.path("name").asText()).isEqualTo("Home");
    assertThat(page.path("url").asText()).isEqualTo("/x");
    assertThat(landed.named("$group g-1").path("metadata"))
        .isEqualTo(RunningInlet.json("{\"groupId\":\"g-1\",\"traits\":{\"name\":\"Initech\"}}"));
    assertThat(landed.links()).anyMatch(link -> link.endsWith(" u-1"));
  }

  private static Set<String> sent(String... numbers) {
    var all = new TreeSet<String>();
    Stream.of(numbers).map(Landed::of).forEach(all::addAll);
    return all;
  }

  private static void awaitLanded(Path folder, String... numbers) {
    await(
        "all of " + String.join(", ", numbers) + " is in the lake",
        ARRIVAL_MAX,
        () -> Landed.in(folder.resolve("data")).ids().keySet().containsAll(sent(numbers)));
  }
}
