package dev.inlet.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.event.BodyReader;
import dev.inlet.event.Call;
import dev.inlet.event.EventLimits;
import dev.inlet.event.Reading;
import java.util.HashSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodiesTest {
  private final BodyReader reader = new BodyReader(new EventLimits(5000, 1 << 18, 1 << 22));

  @ParameterizedTest
  @CsvSource({"1, 250", "20, 4000", "500, 100000"})
  void areTakenInFullAndHaveTheSizeThatIsNamed(int events, int bytes) {
    var bodies = Bodies.of(events);

    assertThat(new HashSet<>(bodies)).hasSameSizeAs(bodies);
    assertThat(bodies)
        .allSatisfy(body -> {
          var utf8 = body.getBytes(UTF_8);
          var reading = (Reading.Accepted) reader.read(Call.TRACK, utf8, utf8.length);
          assertThat(reading.accepted()).isEqualTo(events);
          assertThat(utf8.length).isBetween(bytes * 9 / 10, bytes * 11 / 10);
        });
  }
}
