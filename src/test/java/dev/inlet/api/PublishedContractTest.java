package dev.inlet.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inlet.RunningInlet;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The published OpenAPI file says what is so, and all of it. */
class PublishedContractTest {
  private static final Path GENERATED = Path.of("target/classes/META-INF/swagger/inlet.yml");
  private static final Path PUBLISHED = Path.of("openapi/inlet.yml");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static String text;
  private static JsonNode contract;

  @BeforeAll
  static void read() throws IOException {
    text = Files.readString(GENERATED, UTF_8);
    contract = JSON.valueToTree(new Yaml().load(text));
  }

  private static JsonNode call(String path) {
    return contract.at("/paths").path(path).path("post");
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(member -> member.getKey()).toList();
  }

  @Test
  void isTheFileInTheRepository() throws IOException {
    assertThat(Files.readString(PUBLISHED, UTF_8))
        .as("openapi/inlet.yml; when the change is meant: cp %s %s", GENERATED, PUBLISHED)
        .isEqualTo(text);
  }

  @Test
  void hasTheThreeCalls() {
    assertThat(names(contract.path("paths")))
        .containsExactlyInAnyOrder("/track", "/alias", "/profile");
  }

  @Test
  void namesSchemasWithoutTheClassAroundThem() {
    assertThat(names(contract.at("/components/schemas")))
        .containsExactlyInAnyOrder(
            "AliasBody",
            "Fault",
            "Problem",
            "ProfileBody",
            "RejectedEvent",
            "Taken",
            "TrackBody",
            "TrackEvent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/track", "/alias", "/profile"})
  void describesEachCallAndItsAnswers(String path) {
    var call = call(path);

    assertThat(call.path("summary").asText()).isNotBlank();
    assertThat(call.path("description").asText()).isNotBlank();
    assertThat(names(call.at("/requestBody/content")))
        .containsExactly("application/json", "text/plain");
    assertThat(call.at("/parameters/0/name").asText()).isEqualTo("Idempotency-Key");
    assertThat(names(call.path("responses")))
        .containsExactly("200", "400", "401", "403", "408", "413", "415", "429", "503");
    for (var response : call.path("responses").properties()) {
      assertThat(response.getValue().path("description").asText()).isNotBlank();
      assertThat(names(response.getValue().path("content")))
          .containsExactly(
              response.getKey().equals("200") ? "application/json" : "application/problem+json");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/track", "/alias", "/profile"})
  void itsExamplesAreTaken(String path, @TempDir Path data) {
    try (var inlet = RunningInlet.start(data, Map.of())) {
      for (var content : call(path).at("/requestBody/content").properties()) {
        var example = content.getValue().at("/examples" + path + "/value").toString();

        var answer = inlet.post(path, example);

        assertThat(answer.statusCode()).as(example).isEqualTo(200);
        assertThat(names(RunningInlet.json(answer.body())))
            .isEqualTo(names(contract.at("/components/schemas/Taken/properties")));
      }
    }
  }

  static Stream<Problem> problems() {
    return Stream.of(
        Problem.unknownKey(),
        Problem.of(Punctuality.tooSlow(Duration.ofSeconds(10))),
        Problem.bodyTooLarge(1 << 20),
        Problem.mediaType(),
        Problem.tooFast(Duration.ofSeconds(1)),
        Problem.full());
  }

  @ParameterizedTest
  @MethodSource("problems")
  void showsProblemsAsTheyAreSent(Problem problem) {
    var shown =
        call("/track")
            .path("responses")
            .path(problem.status().codeAsText().toString())
            .path("content")
            .path("application/problem+json")
            .path("examples")
            .path(problem.code())
            .path("value");

    assertThat(shown).isEqualTo(RunningInlet.json(new String(Json.of(problem), UTF_8)));
  }

  @Test
  void showsWhatABodyWithoutItsUserIsAnswered(@TempDir Path data) {
    try (var inlet = RunningInlet.start(data, Map.of())) {
      assertThat(RunningInlet.json(inlet.post("/track", "{\"events\":[]}").body()))
          .isEqualTo(RunningInlet.json(Examples.MISSING));
    }
  }

  @Test
  void itsProblemHasTheMembersThatAreSent() {
    var sent = Json.of(Problem.ofRoute(HttpResponseStatus.NOT_FOUND.code()));

    assertThat(names(contract.at("/components/schemas/Problem/properties")))
        .isEqualTo(names(RunningInlet.json(new String(sent, UTF_8))));
  }

  /** The page puts the present in the place of every number of 13 digits. */
  @Test
  void holdsOneTimeOnlyAndNoOtherNumberOfItsLength() {
    assertThat(Pattern.compile("\\b\\d{13}\\b").matcher(text).results().map(MatchResult::group))
        .isNotEmpty()
        .containsOnly("1795224409123");
  }

  @Test
  void needsNoKey() {
    assertThat(contract.path("security").get(0)).isEmpty();
    assertThat(names(contract.at("/components/securitySchemes")))
        .containsExactlyInAnyOrder("basic", "bearer", "header", "query");
  }
}
