package dev.inlet.api.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inlet.RunningInlet;
import dev.inlet.event.RecordSchema;
import dev.inlet.event.segment.Expected;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real clients sent, sent again. */
class CapturesTest {
  static List<Capture> captures() {
    return Capture.all();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void isInTheLakeAsTheTableOfTheMappingSays(Capture capture, @TempDir Path data) {
    try (var inlet = RunningInlet.start(data, Map.of("INLET_KEYS_APP", capture.key()))) {
      var answer = inlet.send(capture.to(inlet.uri(capture.path())).build());
      var again = inlet.send(capture.to(inlet.uri(capture.at("/v1/import/"))).build());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"success\":true}");
      assertThat(again.body()).isEqualTo(answer.body());
      var once = Expected.records(capture.json(), 0);
      var expected = new ArrayList<>(once);
      expected.addAll(once);
      assertThat(inlet.events())
          .allSatisfy(line -> {
            assertThat(RecordSchema.errors(line)).isEmpty();
            assertThat(line).contains("\"source\":\"app\"").doesNotContain(capture.key());
          });
      assertThat(
              inlet.events().stream()
                  .map(RunningInlet::json)
                  .map(record -> ((ObjectNode) record).without(List.of("receivedAt", "source")))
                  .toList())
          .isEqualTo(expected);
      assertThat(inlet.rejected()).isEmpty();
    }
  }
}
