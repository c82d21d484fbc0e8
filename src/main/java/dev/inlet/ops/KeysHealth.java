package dev.inlet.ops;

import dev.inlet.access.Keys;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * Down when someone must repair the file of keys. Readiness does not follow it: the keys that it
 * held before still count.
 */
@Singleton
final class KeysHealth implements HealthIndicator {
  private final Keys keys;

  KeysHealth(Keys keys) {
    this.keys = keys;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    var trouble = keys.trouble();
    var result =
        HealthResult.builder("keys", trouble == null ? HealthStatus.UP : HealthStatus.DOWN);
    return Publishers.just(
        trouble == null
            ? result.build()
            : result
                .details(
                    Map.of(
                        "reason",
                        "INLET_KEY_FILE can't be used, so the keys that it held before still count: "
                            + trouble))
                .build());
  }
}
