package dev.inlet.ops;

import dev.inlet.spool.SpoolState;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Ready while the spool of events takes lines: not when it is full, and not when it failed. */
@Singleton
@Readiness
final class SpoolHealth implements HealthIndicator {
  private final Stream events;

  SpoolHealth(Streams streams) {
    this.events = streams.events();
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Publishers.just(result(events.spool().state()));
  }

  private static HealthResult result(SpoolState state) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("bytes", state.bytes());
    details.put("undelivered", state.next() - state.delivered());
    if (state.trouble() != null) {
      details.put("reason", state.trouble());
    }
    return HealthResult.builder(
            "spool", state.trouble() == null ? HealthStatus.UP : HealthStatus.DOWN)
        .details(details)
        .build();
  }
}
