package dev.inlet.delivery.firehose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlet.delivery.Compression;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirehoseConfigTest {
  private @TempDir Path data;

  @Test
  void defaults() {
    assertThat(bound(Map.of())).isEqualTo(new FirehoseConfig(List.of(), "", 8));
  }

  @Test
  void bindsEveryKey() {
    Map<String, Object> keys =
        Map.of(
            "inlet.firehose.streams", "clicks, more-clicks",
            "inlet.firehose.rejected-stream", "refused",
            "inlet.firehose.in-flight-max", "3");

    assertThat(bound(keys))
        .isEqualTo(new FirehoseConfig(List.of("clicks", "more-clicks"), "refused", 3));
  }

  @ParameterizedTest
  @CsvSource({
    "streams, arn:aws:firehose:x, neither an ARN nor a URL",
    "streams, 'a,b,a', it names a stream twice",
    "rejected-stream, a b, neither an ARN nor a URL",
    "in-flight-max, 0, inFlightMax",
    "in-flight-max, 9, inFlightMax"
  })
  void refusesWhatFirehoseWouldRefuse(String key, String value, String reason) {
    Map<String, Object> keys = Map.of("inlet.firehose." + key, value);

    assertThatThrownBy(() -> bound(keys)).hasStackTraceContaining(reason);
  }

  @Test
  void sendsFewerBatchesAtOnceWhenTheHeapIsSmall() {
    assertThat(Firehose.inFlightMax(8, Compression.GZIP, 256L << 20)).isEqualTo(8);
    assertThat(Firehose.inFlightMax(8, Compression.NONE, 256L << 20)).isEqualTo(2);
    assertThat(Firehose.inFlightMax(2, Compression.NONE, 4L << 30)).isEqualTo(2);
    assertThat(Firehose.inFlightMax(8, Compression.NONE, 96L << 20)).isEqualTo(1);
    assertThat(Firehose.inFlightMax(8, Compression.NONE, 16L << 20)).isEqualTo(1);
  }

  private FirehoseConfig bound(Map<String, Object> keys) {
    var all = new HashMap<>(keys);
    all.put("inlet.data", data.toString());
    try (var context = ApplicationContext.run(all)) {
      return context.getBean(FirehoseConfig.class);
    }
  }
}
