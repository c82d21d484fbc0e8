package dev.inlet.sdk;

import static dev.inlet.process.InletProcess.pause;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inlet.process.Http;
import dev.inlet.process.InletProcess;
import dev.inlet.process.Launch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;

/**
 * What becomes of an SDK's events that are refused at first: the table of the documentation.
 *
 * <p>All SDKs are tried at once, each with an Inlet of its own.
 */
class SdkAnswersIT {
  private static final String KEY = "wk-app";
  private static final int EVENTS = Landed.of("1").size();

  /** After a 429 it sends again, and yet loses events in some runs and none in others. */
  private static final String UNSTEADY = "@rudderstack/rudder-sdk-node";

  /** How long is waited for a refusal, which some SDKs never get. */
  private static final Duration REFUSAL_MAX = Duration.ofSeconds(8);

  /** How long an SDK may try in vain. */
  private static final Duration VAIN = Duration.ofSeconds(3);

  /** How long its events may take to arrive once they are taken. */
  private static final Duration ARRIVAL_MAX = Duration.ofMinutes(1);

  /** How long is waited for what should not arrive. */
  private static final Duration LATE = Duration.ofSeconds(5);

  enum No {
    UNAUTHORIZED,
    TOO_FAST,
    BAD_REQUEST;

    /** The settings that make Inlet say it. */
    private Map<String, String> settings() {
      return switch (this) {
        case UNAUTHORIZED -> Map.of("INLET_KEYS_APP", "another");
        case TOO_FAST -> Map.of("INLET_LIMITS_APP_EVENTS_PER_SECOND", "5");
        case BAD_REQUEST -> Map.of("INLET_API_EVENTS_MAX", "1", "INLET_API_EVENT_BYTES_MAX", "256");
      };
    }
  }

  /** How many requests were refused, and how many events are in the lake in the end. */
  private record Seen(int refused, int landed) {}

  @ParameterizedTest
  @EnumSource
  void doesWhatTheTableSays(No no, @TempDir Path folder) throws Exception {
    var seen = seen(no, folder);
    assertThat(seen)
        .allSatisfy((sdk, one) -> {
          if (no != No.TOO_FAST) {
            assertThat(one.landed()).as(sdk).isZero();
            assertThat(one.refused()).as(sdk + " sends again").isLessThanOrEqualTo(EVENTS);
          } else if (!sdk.equals(UNSTEADY)) {
            assertThat(one.landed()).as(sdk).isEqualTo(EVENTS);
          }
        });
    assumeTrue(seen.size() == Sdks.all().size(), () -> "only these can be had: " + seen.keySet());
  }

  private static Map<String, Seen> seen(No no, Path folder) throws Exception {
    var tries = new TreeMap<String, Future<Seen>>();
    try (var threads = Executors.newCachedThreadPool()) {
      for (var sdk : Sdks.all()) {
        var own = Files.createDirectory(folder.resolve(Integer.toString(tries.size())));
        Callable<Seen> one = () -> no == No.TOO_FAST ? slowedDown(sdk, own) : refused(sdk, no, own);
        tries.put(sdk.toString(), threads.submit(one));
      }
    }
    var seen = new TreeMap<String, Seen>();
    for (var one : tries.entrySet()) {
      try {
        seen.put(one.getKey(), one.getValue().get());
      } catch (ExecutionException failed) {
        if (!(failed.getCause() instanceof TestAbortedException)) {
          throw failed;
        }
      }
    }
    return seen;
  }

  /** Refused for as long as an Inlet runs, and taken by the one that is started then. */
  private static Seen refused(Sdk sdk, No no, Path folder) {
    var well = launch(folder);
    var strict = well;
    for (var setting : no.settings().entrySet()) {
      strict = strict.with(setting.getKey(), setting.getValue());
    }
    try (var first = strict.ready();
        var sender = sdk.start("http://127.0.0.1:" + first.port(), KEY, folder)) {
      sender.send("1");
      waitUntil(REFUSAL_MAX, () -> refusals(first) > 0);
      pause(VAIN);
      var refusals = refusals(first);
      first.kill();
      try (var second = well.ready()) {
        sender.finish();
        waitUntil(LATE, () -> landed(folder) == EVENTS);
        return new Seen(refusals, landed(folder));
      }
    }
  }

  /** Refused until what others have sent with the same key is paid for. */
  private static Seen slowedDown(Sdk sdk, Path folder) {
    var launch = launch(folder);
    for (var setting : No.TOO_FAST.settings().entrySet()) {
      launch = launch.with(setting.getKey(), setting.getValue());
    }
    try (var inlet = launch.ready();
        var sender = sdk.start("http://127.0.0.1:" + inlet.port(), KEY, folder)) {
      pause(VAIN);
      assertThat(Http.once(inlet.port(), "POST", "/v1/batch", others()).status()).isEqualTo(200);
      sender.send("1");
      waitUntil(REFUSAL_MAX, () -> refusals(inlet) > 0);
      sender.finish();
      waitUntil(ARRIVAL_MAX, () -> landed(folder) == EVENTS);
      return new Seen(refusals(inlet), landed(folder));
    }
  }

  private static Launch launch(Path folder) {
    return Launch.in(folder).with("INLET_KEYS_APP", KEY).with("INLET_DELIVERY_LINGER_MAX", "500ms");
  }

  /** Eight seconds' worth. */
  private static String others() {
    var event = "{\"type\":\"track\",\"userId\":\"other\",\"event\":\"Other\"}";
    return "{\"writeKey\":\"" + KEY + "\",\"batch\":[" + (event + ",").repeat(39) + event + "]}";
  }

  private static int landed(Path folder) {
    var names = Landed.in(folder.resolve("data")).ids().keySet();
    return (int) Landed.of("1").stream().filter(names::contains).count();
  }

  private static int refusals(InletProcess inlet) {
    return Http.once(inlet.port(), "GET", "/prometheus", "")
        .body()
        .lines()
        .filter(line -> line.startsWith("inlet_requests_refused_total{"))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Until it is so, or that time is over. */
  private static void waitUntil(Duration max, BooleanSupplier so) {
    var end = System.nanoTime() + max.toNanos();
    while (!so.getAsBoolean() && System.nanoTime() < end) {
      pause(Duration.ofMillis(100));
    }
  }
}
