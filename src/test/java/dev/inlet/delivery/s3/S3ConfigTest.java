package dev.inlet.delivery.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ConfigTest {
  private @TempDir Path data;

  @Test
  void defaults() {
    assertThat(bound(Map.of())).isEqualTo(new S3Config("", ""));
    assertThat(S3Config.LINGER_MAX).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void bindsEveryKey() {
    assertThat(bound(Map.of("inlet.s3.bucket", "lake", "inlet.s3.prefix", "app")))
        .isEqualTo(new S3Config("lake", "app/"));
  }

  @Test
  void laysTheBucketOutAsTheLakeFolderIs() {
    assertThat(new S3Config("lake", "").key("events/o.json")).isEqualTo("raw/events/o.json");
    assertThat(new S3Config("lake", "a/b").key("events/o.json")).isEqualTo("a/b/raw/events/o.json");
  }

  private S3Config bound(Map<String, Object> keys) {
    var all = new HashMap<>(keys);
    all.put("inlet.data", data.toString());
    try (var context = ApplicationContext.run(all)) {
      return context.getBean(S3Config.class);
    }
  }
}
