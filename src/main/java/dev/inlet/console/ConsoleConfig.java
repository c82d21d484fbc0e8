package dev.inlet.console;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/**
 * Who may watch.
 *
 * @param enabled whether anybody may
 * @param key what one must know; when it is empty, everybody may who reaches a server that listens
 *     on loopback, and nobody otherwise
 * @param hosts the names, besides those of loopback, by which it may be asked for
 */
@ConfigurationProperties("inlet.console")
public record ConsoleConfig(
    @Bindable(defaultValue = "true") boolean enabled,
    @Bindable(defaultValue = "") String key,
    @Bindable(defaultValue = "") List<String> hosts) {
  /** No message of a failure holds the key. */
  @Override
  public String toString() {
    return "ConsoleConfig[enabled=" + enabled + ", hosts=" + hosts + "]";
  }
}
