package dev.inlet.ops;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.async.annotation.SingleResult;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.management.endpoint.annotation.Read;
import io.micronaut.management.endpoint.annotation.Selector;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.aggregator.HealthAggregator;
import io.micronaut.management.health.indicator.HealthCheckType;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import java.security.Principal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Health as Micronaut tells it, but for readiness, in which Micronaut counts every indicator that
 * is not about liveness: a sink that is down, or a file of keys that can't be used, would take an
 * instance off its load balancer while its spool still takes events.
 */
@Endpoint(value = HealthEndpoint.NAME, defaultSensitive = false)
@Replaces(HealthEndpoint.class)
public class Health extends HealthEndpoint {
  private final HealthAggregator<HealthResult> aggregator;
  private final HealthIndicator[] readiness;

  Health(
      HealthAggregator<HealthResult> aggregator,
      HealthIndicator[] all,
      @Liveness HealthIndicator[] liveness) {
    super(aggregator, all, liveness);
    this.aggregator = aggregator;
    readiness =
        Arrays.stream(getReadinessHealthIndicators(all, liveness))
            .filter(indicator ->
                !(indicator instanceof DeliveryHealth || indicator instanceof KeysHealth))
            .toArray(HealthIndicator[]::new);
  }

  @Override
  @Read
  @SingleResult
  public Publisher<HealthResult> getHealth(@Nullable Principal principal) {
    return super.getHealth(principal);
  }

  @Override
  @Read
  @SingleResult
  public Publisher<HealthResult> getHealth(
      @Nullable Principal principal, @Selector HealthCheckType selector) {
    return selector == HealthCheckType.READINESS
        ? aggregator.aggregate(readiness, levelOfDetail(principal))
        : super.getHealth(principal, selector);
  }
}
