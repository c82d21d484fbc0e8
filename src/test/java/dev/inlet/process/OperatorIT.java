package dev.inlet.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.RunningInlet;
import dev.inlet.standin.Fault;
import dev.inlet.standin.Script;
import dev.inlet.standin.Setup;
import dev.inlet.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Something is wrong with AWS or with how it is reached: the process starts all the same, takes
 * events, and says in {@code /health} and in its log which it is and what to do, in the words of
 * the table in {@code Documentation.md}.
 */
@Timeout(120)
class OperatorIT {
  private static final Duration SECONDS = Duration.ofSeconds(40);
  private static final String EVENT =
      "{\"userId\":\"u\",\"events\":[{\"eventName\":\"e\",\"metadata\":{},\"timestampUTC\":1}]}";

  private static @TempDir Path aws;
  private static StandIn standIn;
  private @TempDir Path folder;

  /**
   * What is wrong.
   *
   * @param name as in the table
   * @param isForSomeone whether it lasts until someone changes the configuration
   */
  record Case(
      String name,
      String sink,
      Map<String, String> environment,
      Script script,
      boolean isForSomeone) {
    @Override
    public String toString() {
      return sink + ": " + name;
    }
  }

  @BeforeAll
  static void start() throws IOException {
    standIn = StandIn.start(Setup.in(aws));
  }

  @AfterAll
  static void end() {
    standIn.close();
  }

  static Stream<Case> cases() {
    return Stream.of("firehose", "s3").flatMap(OperatorIT::casesOf);
  }

  private static Stream<Case> casesOf(String sink) {
    var tls = standIn.endpoint().toString().replace("http:", "https:");
    return Stream.of(
        someone("wrong access key", sink, Map.of("AWS_ACCESS_KEY_ID", "AKIDOTHER")),
        someone("wrong secret key", sink, Map.of("AWS_SECRET_ACCESS_KEY", "another")),
        someone("another region", sink, Map.of("AWS_REGION", "eu-west-1")),
        someone("no region", sink, Map.of("AWS_REGION", "")),
        someone(
            "no credentials", sink, Map.of("AWS_ACCESS_KEY_ID", "", "AWS_SECRET_ACCESS_KEY", "")),
        someone(
            "no such stream or bucket",
            sink,
            Map.of("INLET_FIREHOSE_STREAMS", "nowhere", "INLET_S3_BUCKET", "nowhere")),
        refused("no permission", sink, Fault.accessDenied(), "AccessDenied"),
        refused("KMS key disabled", sink, Fault.kms(), "KMS.DisabledException"),
        healing("no name resolution", sink, "http://aws.invalid"),
        healing("nothing answers", sink, "http://127.0.0.1:1"),
        healing("no TLS", sink, tls));
  }

  private static Case someone(String name, String sink, Map<String, String> environment) {
    return new Case(name, sink, environment, Script.CALM, true);
  }

  private static Case refused(String name, String sink, Fault firehose, String s3Code) {
    var fault = sink.equals("s3") ? new Fault.Refused(403, s3Code, "Refused.") : firehose;
    return new Case(name, sink, Map.of(), Script.always(fault), true);
  }

  private static Case healing(String name, String sink, String endpoint) {
    return new Case(name, sink, Map.of("AWS_ENDPOINT_URL", endpoint), Script.CALM, false);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysWhatIsWrongAndWhatToDo(Case wrong) throws IOException {
    standIn.script(Setup.EVENTS, wrong.script());
    standIn.script(Setup.BUCKET, wrong.script());
    try (var inlet = launch(wrong).ready()) {
      assertThat(Http.once(inlet.port(), "POST", "/track", EVENT).status()).isEqualTo(200);
      InletProcess.await("health says why", SECONDS, () -> !reason(inlet).isEmpty());

      var reason = reason(inlet);
      assertThat(inlet.health("/health")).isEqualTo(wrong.isForSomeone() ? 503 : 200);
      assertThat(inlet.health("/health/readiness")).isEqualTo(200);
      assertThat(inlet.output()).contains(reason);
      assertThat(Files.readString(Path.of("Documentation.md"))).contains(row(wrong, reason));
    }
  }

  private Launch launch(Case wrong) {
    var launch =
        Launch.in(folder)
            .with("INLET_SINK", wrong.sink())
            .with("INLET_FIREHOSE_STREAMS", Setup.EVENTS)
            .with("INLET_S3_BUCKET", Setup.BUCKET)
            .with("INLET_DELIVERY_LINGER_MAX", "0s")
            .with("AWS_EC2_METADATA_DISABLED", "true");
    for (var variable : standIn.environment().entrySet()) {
      launch = launch.with(variable.getKey(), variable.getValue());
    }
    for (var variable : wrong.environment().entrySet()) {
      launch = launch.with(variable.getKey(), variable.getValue());
    }
    return launch;
  }

  private static String reason(InletProcess inlet) {
    var health = RunningInlet.json(Http.once(inlet.port(), "GET", "/health", "").body());
    return health.at("/details/delivery/details/events/reason").asText();
  }

  /** Without what changes from run to run, or is said otherwise by another system. */
  private static String row(Case wrong, String reason) {
    var words =
        reason
            .replaceAll("127\\.0\\.0\\.1:\\d+", "…")
            .replaceAll("aws\\.invalid[^')]*", "aws.invalid")
            .replaceAll("[a-z]+(\\.[a-z0-9]+)+\\.[A-Z]\\w+", "…");
    return "| %s | %s | %s |".formatted(wrong.sink(), wrong.name(), words);
  }
}
