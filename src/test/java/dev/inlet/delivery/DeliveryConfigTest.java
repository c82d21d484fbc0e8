package dev.inlet.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryConfigTest {
  @TempDir Path data;

  @Test
  void defaults() {
    assertThat(bound(Map.of()))
        .isEqualTo(new DeliveryConfig(Duration.ofSeconds(5), 64 << 20, Compression.GZIP));
  }

  @Test
  void bindsEveryKey() {
    Map<String, Object> keys =
        Map.of(
            "inlet.delivery.linger-max", "250ms",
            "inlet.delivery.object-bytes-max", "1048576",
            "inlet.delivery.compression", "none");

    assertThat(bound(keys))
        .isEqualTo(new DeliveryConfig(Duration.ofMillis(250), 1 << 20, Compression.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "linger-max, -1s, linger-max: it takes 0s to 1h",
    "linger-max, 61m, linger-max: it takes 0s to 1h",
    "object-bytes-max, 0, objectBytesMax",
    "object-bytes-max, 5368709121, objectBytesMax"
  })
  void refusesWhatCannotBe(String key, String value, String reason) {
    Map<String, Object> keys = Map.of("inlet.delivery." + key, value);

    assertThatThrownBy(() -> bound(keys)).hasStackTraceContaining(reason);
  }

  private DeliveryConfig bound(Map<String, Object> keys) {
    var all = new HashMap<>(keys);
    all.put("inlet.data", data.toString());
    try (var context = ApplicationContext.run(all)) {
      return context.getBean(DeliveryConfig.class);
    }
  }
}
