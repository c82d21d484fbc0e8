package dev.inlet.console;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;

/**
 * Who may watch.
 *
 * @param enabled whether anybody may
 * @param key what one must know; when it is empty, everybody may who reaches a server that listens
 *     on loopback, and nobody otherwise
 * @param hosts the names, besides those of loopback, by which it may be asked for
 * @param queryMax how long a query on the tables may take
 */
@ConfigurationProperties("inlet.console")
public record ConsoleConfig(
    @Bindable(defaultValue = "true") boolean enabled,
    @Bindable(defaultValue = "") String key,
    @Bindable(defaultValue = "") List<String> hosts,
    @NotNull @Bindable(defaultValue = "30s") Duration queryMax) {
  private static final Duration QUERY_LEAST = Duration.ofSeconds(1);
  private static final Duration QUERY_MOST = Duration.ofMinutes(10);

  public ConsoleConfig {
    if (queryMax.compareTo(QUERY_LEAST) < 0 || queryMax.compareTo(QUERY_MOST) > 0) {
      throw new IllegalArgumentException("inlet.console.query-max: it takes 1s to 10m");
    }
  }

  /** No message of a failure holds the key. */
  @Override
  public String toString() {
    return "ConsoleConfig[enabled=" + enabled + ", hosts=" + hosts + ", queryMax=" + queryMax + "]";
  }
}
