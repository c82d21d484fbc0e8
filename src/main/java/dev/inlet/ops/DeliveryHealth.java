package dev.inlet.ops;

import dev.inlet.delivery.DeliveryState;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * Down when delivery waits for someone to change the configuration. Readiness does not follow it:
 * events are safe in the spool, so they are still taken.
 */
@Singleton
final class DeliveryHealth implements HealthIndicator {
  private final Streams streams;

  DeliveryHealth(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    var status = HealthStatus.UP;
    Map<String, Object> details = new LinkedHashMap<>();
    for (var stream : streams.all()) {
      var state = stream.shipper().state();
      details.put(stream.name(), details(state));
      status = state.misconfigured() ? HealthStatus.DOWN : status;
    }
    return Publishers.just(HealthResult.builder("delivery", status).details(details).build());
  }

  private static Map<String, Object> details(DeliveryState state) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("delivered", state.lines());
    if (state.trouble() != null) {
      details.put("reason", state.trouble());
    }
    return details;
  }
}
