package dev.inlet.lake;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How tables are built beside the server.
 *
 * @param every how often; 0s for never, null for what the sink suggests
 * @param catalog what knows the tables
 * @param warehouse with Glue's catalog, the URL of the folder of a bucket that copies of the
 *     tables' files are in; empty for one beside raw objects
 * @param glueDatabases with Glue's catalog, what the names of its databases start with
 * @param refuseMerges whether links are refused that make one person of several with a profile
 * @param rawDays how long raw objects of a folder are kept that are in the tables; null for ever
 */
@ConfigurationProperties("inlet.lake")
public record LakeConfig(
    @Nullable Duration every,
    @Pattern(
            regexp = JDBC + "|" + GLUE,
            message =
                "it can be jdbc, a file beside the tables, or glue, where they are published as well")
        @Bindable(defaultValue = JDBC)
        String catalog,
    @Pattern(
            regexp = "|s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/[^/](.{0,511}[^/])?",
            message =
                "it is s3://, a bucket, a folder of it, and does not end with '/', such as"
                    + " s3://company-lake/inlet/warehouse")
        @Bindable(defaultValue = "")
        String warehouse,
    @Pattern(
            regexp = "[a-z0-9_]{1,200}",
            message = "it has 1 to 200 lower-case letters, digits and '_'")
        @Bindable(defaultValue = "inlet")
        String glueDatabases,
    @Bindable(defaultValue = "false") boolean refuseMerges,
    @Min(1) @Nullable Integer rawDays) {
  private static final Duration USUAL = Duration.ofMinutes(1);
  private static final Duration LEAST = Duration.ofSeconds(1);

  /** Why tables can't be published. */
  public static final String NO_BUCKET =
      "INLET_LAKE_CATALOG (inlet.lake.catalog) is 'glue', but no bucket is named that files of tables"
          + " are copied to. Set INLET_LAKE_WAREHOUSE (inlet.lake.warehouse).";

  /** A file beside the tables. */
  public static final String JDBC = "jdbc";

  /** The same file, and Glue's catalog for others. */
  public static final String GLUE = "glue";

  public LakeConfig {
    if (every != null && !every.isZero() && every.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException(
          "inlet.lake.every: it must be 1s or more, or 0s to build no tables");
    }
  }

  /**
   * What tells a build in another process where tables are published.
   *
   * @param lake the URL of the folder of a bucket that raw/ is in
   */
  public Map<String, String> environment(String lake) {
    return catalog.equals(GLUE)
        ? Map.of(
            "INLET_LAKE_CATALOG",
            catalog,
            "INLET_LAKE_WAREHOUSE",
            warehouse.isEmpty() ? lake + "warehouse" : warehouse,
            "INLET_LAKE_GLUE_DATABASES",
            glueDatabases)
        : Map.of("INLET_LAKE_CATALOG", catalog);
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
