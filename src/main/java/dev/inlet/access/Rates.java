package dev.inlet.access;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.convert.format.MapFormat;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How many events a second each source may send. A source without a limit may send any number. */
@Context
public final class Rates {
  private static final String EVENTS_PER_SECOND = ".events-per-second";

  private final Map<String, Bucket> buckets = new HashMap<>();

  @Inject
  Rates(
      @Property(name = "inlet.limits") @MapFormat(transformation = MapFormat.MapTransformation.FLAT)
          @Nullable Map<String, String> limits) {
    this(limits == null ? Map.of() : read(limits), System::nanoTime);
  }

  Rates(Map<String, Double> limits, LongSupplier nanoTime) {
    limits.forEach((key, perSecond) ->
        buckets.put(
            key.substring(0, key.length() - EVENTS_PER_SECOND.length()),
            new Bucket(perSecond, nanoTime)));
  }

  private static Map<String, Double> read(Map<String, String> limits) {
    var read = new HashMap<String, Double>();
    limits.forEach((key, perSecond) -> {
      if (key.endsWith(EVENTS_PER_SECOND)) {
        read.put(key, positive("inlet.limits." + key, perSecond));
      }
    });
    return read;
  }

  private static double positive(String key, String text) {
    try {
      var number = Double.parseDouble(text);
      if (number > 0 && number < Double.POSITIVE_INFINITY) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      // It is refused below, with those that are too small.
    }
    throw new IllegalArgumentException(key + ": it must be a number above 0");
  }

  /** Refuses to limit a source that is not there, as {@link Grants} does. */
  void refuseOthersThan(Collection<String> sources) {
    Grants.refuseOthersThan(sources, buckets.keySet(), EVENTS_PER_SECOND);
  }

  /** Takes so many events of the source's share; when there is too little, how long to wait. */
  public @Nullable Duration take(@Nullable String source, int events) {
    var bucket = source == null || buckets.isEmpty() ? null : buckets.get(source);
    return bucket == null ? null : bucket.take(events);
  }

  /**
   * Fills at the rate, up to one second's worth and at least one event; a request that finds one
   * event there may take more than there is, and those after it wait until that is made good.
   */
  private static final class Bucket {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double tokensMax;
    private final LongSupplier nanoTime;
    private double tokens;
    private long at;

    Bucket(double perSecond, LongSupplier nanoTime) {
      this.perSecond = perSecond;
      this.nanoTime = nanoTime;
      this.tokensMax = Math.max(perSecond, 1);
      this.tokens = tokensMax;
      this.at = nanoTime.getAsLong();
    }

    synchronized @Nullable Duration take(int events) {
      var now = nanoTime.getAsLong();
      tokens = Math.min(tokensMax, tokens + (now - at) / NANOS * perSecond);
      at = now;
      if (tokens < Math.min(1, events)) {
        return Duration.ofSeconds((long) Math.max(1, Math.ceil((1 - tokens) / perSecond)));
      }
      tokens -= events;
      return null;
    }
  }
}
