package dev.inlet.ops;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micronaut.configuration.metrics.binder.jvm.JvmMeterRegistryBinderFactory;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * How often and how long the JVM collected, looked up when it is asked for. What it replaces has
 * itself told of each collection, which takes half as long as the collection did.
 */
@Singleton
@Replaces(bean = JvmGcMetrics.class, factory = JvmMeterRegistryBinderFactory.class)
final class CollectionMeters implements MeterBinder {
  @Override
  public void bindTo(MeterRegistry registry) {
    for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      FunctionTimer.builder(
              "jvm.gc.pause",
              collector,
              GarbageCollectorMXBean::getCollectionCount,
              GarbageCollectorMXBean::getCollectionTime,
              TimeUnit.MILLISECONDS)
          .description("Collections of the JVM's memory")
          .tag("gc", collector.getName())
          .register(registry);
    }
  }
}
