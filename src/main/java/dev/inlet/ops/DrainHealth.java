package dev.inlet.ops;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Unready from the moment that the process is asked to end. */
@Singleton
@Readiness
final class DrainHealth implements HealthIndicator {
  private final Drain drain;

  DrainHealth(Drain drain) {
    this.drain = drain;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Publishers.just(
        drain.isStarted()
            ? HealthResult.builder("intake", HealthStatus.DOWN)
                .details(Map.of("reason", "shutting down"))
                .build()
            : HealthResult.builder("intake", HealthStatus.UP).build());
  }
}
