package dev.inlet.lake;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How tables are built beside the server.
 *
 * @param every how often; 0s for never, null for what the sink suggests
 * @param catalog what knows the tables
 * @param refuseMerges whether links are refused that make one person of several with a profile
 * @param rawDays how long raw objects of a folder are kept that are in the tables; null for ever
 */
@ConfigurationProperties("inlet.lake")
public record LakeConfig(
    @Nullable Duration every,
    @Bindable(defaultValue = "jdbc") String catalog,
    @Bindable(defaultValue = "false") boolean refuseMerges,
    @Min(1) @Nullable Integer rawDays) {
  private static final Duration USUAL = Duration.ofMinutes(1);
  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final String JDBC = "jdbc";

  public LakeConfig {
    if (every != null && !every.isZero() && every.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException(
          "inlet.lake.every: it must be 1s or more, or 0s to build no tables");
    }
    whyNot(catalog)
        .ifPresent(why -> {
          throw new IllegalArgumentException("inlet.lake.catalog: " + why);
        });
  }

  /** Why builds can't keep tables in a catalog of this kind; empty when they can. */
  public static Optional<String> whyNot(String catalog) {
    return catalog.equals(JDBC)
        ? Optional.empty()
        : Optional.of(
            "it can only be jdbc, a file beside the tables; those of Glue's catalog are built on"
                + " Athena, by the state machine of terraform/modules/lake");
  }

  /**
   * How often; zero for never.
   *
   * @param isFolder whether raw objects are delivered to a folder here
   */
  public Duration every(boolean isFolder) {
    return every != null ? every : isFolder ? USUAL : Duration.ZERO;
  }
}
