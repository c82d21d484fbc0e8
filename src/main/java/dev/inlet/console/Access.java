package dev.inlet.console;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides who may look. */
public final class Access {
  private final ConsoleConfig config;
  private final boolean listensOnLoopback;
  private final Set<String> hosts;
  private final Pass pass;

  /**
   * @param listensOnLoopback whether only programs of this machine can reach the server
   */
  public Access(ConsoleConfig config, boolean listensOnLoopback, Clock clock) {
    this.config = config;
    this.listensOnLoopback = listensOnLoopback;
    hosts =
        config.hosts().stream()
            .map(host -> host.strip().toLowerCase(Locale.ROOT))
            .filter(host -> !host.isEmpty())
            .collect(toUnmodifiableSet());
    pass = new Pass(config.key(), clock);
  }

  /** Whether anybody may. */
  public boolean isOn() {
    return config.enabled() && (listensOnLoopback || needsKey());
  }

  boolean needsKey() {
    return !config.key().isEmpty();
  }

  Pass pass() {
    return pass;
  }

  /** What is wrong with a visit, whoever it is. */
  Optional<No> refuse(Visit visit) {
    if (!isOn()) {
      return Optional.of(
          No.off(
              config.enabled()
                  ? "The console is off, as this server does not listen on loopback. Set"
                      + " INLET_CONSOLE_KEY (inlet.console.key) to turn it on."
                  : "The console is off. Set INLET_CONSOLE_ENABLED (inlet.console.enabled) to true"
                      + " to turn it on."));
    }
    if (!visit.isFor(hosts)) {
      return Optional.of(No.host());
    }
    return visit.isForeign() ? Optional.of(No.foreign()) : Optional.empty();
  }

  /** Whether somebody may see events, who presents this key or this pass. */
  boolean admits(@Nullable String key, @Nullable String presentedPass) {
    return !needsKey()
        || (key != null && pass.isKey(key))
        || (presentedPass != null && pass.counts(presentedPass));
  }
}
