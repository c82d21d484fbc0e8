package dev.inlet.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.RunningInlet;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionMetersTest {
  private static final Pattern COUNT =
      Pattern.compile("^jvm_gc_pause_seconds_count\\{gc=\"[^\"]+\"} (\\d+)$", Pattern.MULTILINE);

  @TempDir Path data;

  @Test
  void tellsEachCollectorsCollectionsAndIsToldOfNone() {
    try (var inlet = RunningInlet.start(data, Map.of())) {
      assertThat(inlet.context().getBeansOfType(MeterBinder.class))
          .hasAtLeastOneElementOfType(CollectionMeters.class)
          .doesNotHaveAnyElementsOfTypes(JvmGcMetrics.class);

      long before = collections();
      System.gc();
      var told = inlet.get("/prometheus").body();

      assertThat(told).contains("jvm_gc_pause_seconds_sum{gc=");
      assertThat(COUNT.matcher(told).results().count()).isEqualTo(collectors());
      assertThat(COUNT.matcher(told).results().mapToLong(all -> Long.parseLong(all.group(1))).sum())
          .isGreaterThan(before);
    }
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  private static int collectors() {
    return ManagementFactory.getGarbageCollectorMXBeans().size();
  }
}
