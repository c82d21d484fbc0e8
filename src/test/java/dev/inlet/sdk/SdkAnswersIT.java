package dev.inlet.sdk;

import static dev.inlet.process.InletProcess.await;
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
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;

/**
 * What becomes of an SDK's events that are refused at first: the table of the documentation.
 *
 * <p>A few SDKs are tried at once, each with an Inlet of its own.
 */
class SdkAnswersIT {
  private static final String KEY = "wk-app";

  /** One of each call, and ten more. */
  private static final int EVENTS = 15;

  /** How long it may take until an SDK is refused for the first time. */
  private static final Duration REFUSAL_MAX = Duration.ofMinutes(1);

  /** How often one may send that is to be refused for a while. */
  private static final int SENDINGS_MAX = 5;

  /** How long an SDK may try in vain. */
  private static final Duration VAIN = Duration.ofSeconds(3);

  /** How long its events may take to arrive once they are taken. */
  private static final Duration ARRIVAL_MAX = Duration.ofMinutes(1);

  /** How long is waited for what should not arrive. */
  private static final Duration LATE = Duration.ofSeconds(5);

  enum No {
    UNAUTHORIZED,
    TOO_FAST,
    BAD_REQUEST,
    FULL;

    /** Whether what is refused so is given up. */
    boolean isFinal() {
      return switch (this) {
        case UNAUTHORIZED, BAD_REQUEST -> true;
        case TOO_FAST, FULL -> false;
      };
    }

    /** The settings that make Inlet say it. */
    private Map<String, String> settings() {
      return switch (this) {
        case UNAUTHORIZED -> Map.of("INLET_KEYS_APP", "another");
        case TOO_FAST -> Map.of("INLET_LIMITS_APP_EVENTS_PER_SECOND", "5");
        case BAD_REQUEST -> Map.of("INLET_API_EVENTS_MAX", "1", "INLET_API_EVENT_BYTES_MAX", "256");
        case FULL -> Map.of("INLET_SPOOL_FREE_BYTES_MIN", "1000000000000000");
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
          assertThat(one.refused()).as(sdk + " is refused").isPositive();
          assertThat(one.landed()).as(sdk).isEqualTo(no.isFinal() ? 0 : EVENTS);
          if (no.isFinal()) {
            assertThat(one.refused()).as(sdk + " sends again").isLessThanOrEqualTo(EVENTS);
          }
        });
    assumeTrue(seen.size() == Sdks.all().size(), () -> "only these can be had: " + seen.keySet());
  }

  private static Map<String, Seen> seen(No no, Path folder) throws Exception {
    Function<Sdk, Callable<Seen>> run =
        sdk ->
            () -> {
              var own = Files.createTempDirectory(folder, "sdk");
              return no == No.TOO_FAST ? slowedDown(sdk, own) : refused(sdk, no, own);
            };
    var seen = new TreeMap<String, Seen>();
    for (var one : Sdks.each(run).entrySet()) {
      try {
        seen.put(one.getKey(), Sdks.result(one.getValue()));
      } catch (TestAbortedException notHere) {
        // It is missing in the result.
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
    try (var first = awaitAnswers(strict.start());
        var sender = sdk.start("http://127.0.0.1:" + first.port(), KEY, folder)) {
      sender.send("1");
      waitUntil(REFUSAL_MAX, () -> refusals(first) > 0);
      pause(VAIN);
      var refusals = refusals(first);
      first.kill();
      try (var second = well.ready()) {
        sender.finish();
        waitUntil(no.isFinal() ? LATE : ARRIVAL_MAX, () -> landed(sdk, "1", folder) == EVENTS);
        return new Seen(refusals, landed(sdk, "1", folder));
      }
    }
  }

  /**
   * Refused until what others have sent with the same key is paid for. One that came just when it
   * was paid for was not refused; so it sends again, as something else.
   */
  private static Seen slowedDown(Sdk sdk, Path folder) {
    var launch = launch(folder);
    for (var setting : No.TOO_FAST.settings().entrySet()) {
      launch = launch.with(setting.getKey(), setting.getValue());
    }
    try (var inlet = launch.ready();
        var sender = sdk.start("http://127.0.0.1:" + inlet.port(), KEY, folder)) {
      var others = new Others(inlet);
      int sent = 0;
      do {
        var n = String.valueOf(++sent);
        others.useUp();
        sender.send(n);
        waitUntil(
            REFUSAL_MAX,
            () -> {
              others.useUp();
              return others.refusalsOfTheRest() > 0 || landed(sdk, n, folder) == EVENTS;
            });
      } while (others.refusalsOfTheRest() == 0 && sent < SENDINGS_MAX);
      sender.finish();
      var last = String.valueOf(sent);
      waitUntil(ARRIVAL_MAX, () -> landed(sdk, last, folder) == EVENTS);
      return new Seen(others.refusalsOfTheRest(), landed(sdk, last, folder));
    }
  }

  /** Who else sends by the same key. */
  private static final class Others {
    private static final String EVENT =
        "{\"type\":\"track\",\"userId\":\"other\",\"event\":\"Other\"}";

    /** Eight seconds' worth. */
    private static final String BATCH =
        "{\"writeKey\":\"" + KEY + "\",\"batch\":[" + (EVENT + ",").repeat(39) + EVENT + "]}";

    private final InletProcess inlet;
    private int refused;

    Others(InletProcess inlet) {
      this.inlet = inlet;
    }

    /** It is taken when all before is paid for. */
    void useUp() {
      if (Http.once(inlet.port(), "POST", "/v1/batch", BATCH).status() == 429) {
        refused++;
      }
    }

    int refusalsOfTheRest() {
      return refusals(inlet) - refused;
    }
  }

  /** One that is full answers, and is never ready. */
  private static InletProcess awaitAnswers(InletProcess inlet) {
    await("it answers", ARRIVAL_MAX, () -> inlet.health("/health/liveness") == 200);
    return inlet;
  }

  private static Launch launch(Path folder) {
    return Launch.in(folder).with("INLET_KEYS_APP", KEY).with("INLET_DELIVERY_LINGER_MAX", "500ms");
  }

  private static int landed(Sdk sdk, String n, Path folder) {
    var names = Landed.in(folder.resolve("data")).ids().keySet();
    return (int) Landed.of(sdk, n).stream().filter(names::contains).count();
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
