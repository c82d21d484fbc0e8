package dev.inlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlet.ops.Drain;
import dev.inlet.process.LakeFolder;
import dev.inlet.standin.Fault;
import dev.inlet.standin.Script;
import dev.inlet.standin.Setup;
import dev.inlet.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a POST to the objects that Firehose makes, with the SDK's own client. */
@Timeout(120)
class FirehoseTest {
  private static final String EVENT =
      "{\"userId\":\"ada\",\"events\":[{\"eventName\":\"e%d\",\"metadata\":{},\"timestampUTC\":1}]}";

  private final Map<String, String> before = new TreeMap<>();
  private @TempDir Path folder;
  private StandIn standIn;

  @BeforeEach
  void start() throws IOException {
    standIn = StandIn.start(Setup.in(folder.resolve("aws")));
    standIn.environment().forEach(this::setAws);
  }

  @AfterEach
  void end() {
    standIn.close();
    before.forEach(FirehoseTest::restore);
  }

  @Test
  void deliversEventsAndRejectedLinesEachToItsStream() throws IOException {
    try (var inlet = inlet(Map.of("INLET_FIREHOSE_REJECTED_STREAM", Setup.REJECTED))) {
      assertThat(inlet.post("/track", EVENT.formatted(1)).statusCode()).isEqualTo(200);
      assertThat(inlet.post("/track", "not json").statusCode()).isEqualTo(400);
    }

    assertThat(lines("raw/events/")).singleElement().asString().contains("\"eventName\":\"e1\"");
    assertThat(lines("raw/rejected/")).singleElement().asString().contains("not-json");
  }

  @Test
  void deliversEveryEventOnceThroughPartialFailuresAndThrottling() throws IOException {
    standIn.script(
        Setup.EVENTS,
        Script.CALM
            .onCall(1, Fault.throttled())
            .onCall(2, Fault.internalFailure())
            .everyCall(3, Fault.partial(2)));
    try (var inlet = inlet(Map.of("INLET_DELIVERY_LINGER_MAX", "0s"))) {
      for (int i = 0; i < 40; i++) {
        inlet.post("/track", EVENT.formatted(i));
      }
    }

    assertThat(lines("raw/events/")).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void replaysTheLineThatFirehoseRefusesAsItWas() throws IOException {
    standIn.script(Setup.EVENTS, Script.CALM.onCall(2, Fault.invalidArgument()));
    try (var inlet =
        inlet(
            Map.of(
                "INLET_DELIVERY_LINGER_MAX",
                "0s",
                "INLET_FIREHOSE_REJECTED_STREAM",
                Setup.REJECTED))) {
      inlet.post("/track", EVENT.formatted(1));
      await(() -> health(inlet).contains("\"events\":{\"delivered\":1}"));
      inlet.post("/track", EVENT.formatted(2));
      await(() -> health(inlet).contains("\"rejected\":{\"delivered\":1}"));
    }
    var rejected = lines("raw/rejected/");
    assertThat(rejected).singleElement().asString().contains("refused-by-firehose");
    var file = Files.write(folder.resolve("refused.ndjson"), rejected);
    var lake = Files.createDirectory(folder.resolve("lake"));

    int status =
        Application.commands()
            .execute(
                "replay",
                "rejected",
                file.toString(),
                "--yes",
                "--data=" + folder.resolve("data"),
                "--lake=" + lake);

    assertThat(status).isZero();
    assertThat(LakeFolder.linesBelow(lake.resolve("raw/events")))
        .containsExactly(RunningInlet.json(rejected.getFirst()).path("body").asText());
    assertThat(LakeFolder.linesBelow(lake.resolve("raw/events")).getFirst())
        .contains("\"eventName\":\"e2\"");
  }

  @Test
  void keepsRejectedLinesAndSaysSoWhenNoStreamTakesThem() throws IOException {
    try (var inlet = inlet(Map.of())) {
      inlet.post("/track", "not json");
      inlet.post("/track", EVENT.formatted(1));
      await(() -> health(inlet).contains("INLET_FIREHOSE_REJECTED_STREAM"));

      assertThat(inlet.get("/health").statusCode()).isEqualTo(200);
      long start = System.nanoTime();
      inlet.context().getBean(Drain.class).run();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
    assertThat(lines("raw/events/")).hasSize(1);

    try (var inlet = inlet(Map.of("INLET_FIREHOSE_REJECTED_STREAM", Setup.REJECTED))) {
      await(() -> health(inlet).contains("\"rejected\":{\"delivered\":1}"));
    }
    assertThat(lines("raw/rejected/")).hasSize(1);
  }

  @Test
  void deliversEventsWhileTheRejectedStreamIsMissing() throws IOException {
    try (var inlet =
        inlet(Map.of("INLET_FIREHOSE_REJECTED_STREAM", "nowhere", "INLET_DRAIN_MAX", "3s"))) {
      inlet.post("/track", "not json");
      inlet.post("/track", EVENT.formatted(1));
      await(() -> health(inlet).contains("there is no stream nowhere"));
      await(() -> health(inlet).contains("\"events\":{\"delivered\":1}"));

      assertThat(inlet.get("/health").statusCode()).isEqualTo(503);
      assertThat(inlet.get("/health/readiness").statusCode()).isEqualTo(200);
    }
    assertThat(lines("raw/events/")).hasSize(1);
  }

  @Test
  void endsInTimeWithADeadFirehoseAndDeliversAfterTheNextStart() throws IOException {
    standIn.script(Setup.EVENTS, Script.always(Fault.slow(Duration.ofMinutes(1))));
    long start;
    try (var inlet = inlet(Map.of("INLET_DRAIN_MAX", "2s"))) {
      for (int i = 0; i < 10; i++) {
        inlet.post("/track", EVENT.formatted(i));
      }
      start = System.nanoTime();
      inlet.context().getBean(Drain.class).run();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    standIn.script(Setup.EVENTS, Script.CALM);
    try (var inlet = inlet(Map.of())) {
      await(() -> health(inlet).contains("\"delivered\":10"));
    }
    assertThat(List.copyOf(new java.util.HashSet<>(lines("raw/events/")))).hasSize(10);
  }

  @Test
  void saysWhatIsWrongAndWhatToDoWhileItKeepsTakingEvents() {
    var faults =
        Map.of(
            Fault.noSuchStream(), "there is no stream inlet-events",
            Fault.wrongCredentials(), "check the credentials",
            Fault.accessDenied(), "allow firehose:PutRecordBatch",
            Fault.kms(), "KMS key");
    faults.forEach((fault, words) -> {
      standIn.script(Setup.EVENTS, Script.always(fault));
      try (var inlet = inlet(Map.of("INLET_DRAIN_MAX", "10ms"))) {
        assertThat(inlet.post("/track", EVENT.formatted(1)).statusCode()).isEqualTo(200);
        await(() -> health(inlet).contains(words));
        assertThat(inlet.get("/health").statusCode()).isEqualTo(503);
        assertThat(inlet.get("/health/readiness").statusCode()).isEqualTo(200);
      }
    });
  }

  @Test
  void saysThatTheRegionOrTheCredentialsAreMissing() {
    setAws("AWS_REGION", null);
    setAws("AWS_EC2_METADATA_DISABLED", "true");
    expectTrouble("set AWS_REGION");

    setAws("AWS_REGION", "us-east-1");
    setAws("AWS_ACCESS_KEY_ID", null);
    setAws("AWS_SECRET_ACCESS_KEY", null);
    expectTrouble("set AWS_ACCESS_KEY_ID");
  }

  @Test
  void saysThatNothingAnswersAtTheEndpoint() {
    setAws("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    expectTrouble("AWS_ENDPOINT_URL if it is set");

    setAws("AWS_ENDPOINT_URL", "http://firehose.nowhere.invalid");
    expectTrouble("check the network and its DNS");
  }

  @Test
  void metersTellWhatItCosts() {
    try (var inlet = inlet(Map.of("INLET_DELIVERY_LINGER_MAX", "0s"))) {
      inlet.post("/track", EVENT.formatted(1));
      await(() -> health(inlet).contains("\"delivered\":1"));

      assertThat(inlet.get("/prometheus").body())
          .contains(
              "inlet_delivery_billed_bytes_total{stream=\"events\"} 5120.0",
              "inlet_delivery_calls_total{stream=\"events\"} 1.0",
              "inlet_delivery_records_total{stream=\"events\"} 1.0",
              "inlet_delivery_again_total{cause=\"throttled\",stream=\"events\"} 0.0",
              "inlet_delivery_refused_total{stream=\"events\"} 0.0",
              "inlet_delivery_dollars_per_million{stream=\"events\"} 0.138");
    }
  }

  @Test
  void doesNotStartWithoutAStreamOrWithAnImpossibleOne() {
    assertThatThrownBy(() -> Boot.start(Map.of("INLET_SINK", "firehose")))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("Set INLET_FIREHOSE_STREAMS");
    refuses(Map.of("INLET_FIREHOSE_STREAMS", "arn:aws:firehose:x"), "neither an ARN nor a URL");
    refuses(Map.of("INLET_FIREHOSE_STREAMS", "a,b,a"), "it names a stream twice");
    refuses(
        Map.of("INLET_FIREHOSE_STREAMS", "a,b", "INLET_FIREHOSE_REJECTED_STREAM", "b"),
        "a stream of their own");
    refuses(Map.of("INLET_FIREHOSE_IN_FLIGHT_MAX", "9"), "it must be at most 8");
  }

  private static void refuses(Map<String, String> environment, String words) {
    assertThatThrownBy(() -> Boot.start(environment))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining(words);
  }

  private void expectTrouble(String words) {
    try (var inlet = inlet(Map.of("INLET_DRAIN_MAX", "10ms"))) {
      inlet.post("/track", EVENT.formatted(1));
      await(() -> health(inlet).contains(words));
    }
  }

  private RunningInlet inlet(Map<String, String> environment) {
    var all = new HashMap<String, String>();
    all.put("INLET_SINK", "firehose");
    all.put("INLET_FIREHOSE_STREAMS", Setup.EVENTS);
    all.put("INLET_DELIVERY_LINGER_MAX", "200ms");
    all.putAll(environment);
    return RunningInlet.start(folder.resolve("data"), all);
  }

  private static String health(RunningInlet inlet) {
    return inlet.get("/health").body();
  }

  private List<String> lines(String prefix) throws IOException {
    standIn.flush();
    return LakeFolder.linesBelow(folder.resolve("aws").resolve(Setup.BUCKET).resolve(prefix));
  }

  /** The SDK reads a property where it would read the variable of this name. */
  private void setAws(String variable, @org.jspecify.annotations.Nullable String value) {
    var property =
        switch (variable) {
          case "AWS_ACCESS_KEY_ID" -> "aws.accessKeyId";
          case "AWS_SECRET_ACCESS_KEY" -> "aws.secretAccessKey";
          case "AWS_ENDPOINT_URL" -> "aws.endpointUrl";
          case "AWS_REGION" -> "aws.region";
          default -> "aws.disableEc2Metadata";
        };
    var old = value == null ? System.clearProperty(property) : System.setProperty(property, value);
    before.putIfAbsent(property, old == null ? "" : old);
  }

  private static void restore(String property, String value) {
    if (value.isEmpty()) {
      System.clearProperty(property);
    } else {
      System.setProperty(property, value);
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(20_000_000);
    }
  }
}
