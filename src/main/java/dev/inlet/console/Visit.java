package dev.inlet.console;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request to the console says of where it comes from.
 *
 * @param changes whether it asks for more than to be shown something
 * @param host its {@code Host} header
 */
record Visit(
    boolean changes,
    @Nullable String host,
    @Nullable String origin,
    @Nullable String fetchSite,
    @Nullable String fetchMode) {
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  /** Whether it asks by a name of loopback, or by one of these. */
  boolean isFor(Set<String> hosts) {
    var name = hostName();
    return name.equals("localhost")
        || name.equals("[::1]")
        || name.matches("127(\\.\\d{1,3}){3}")
        || hosts.contains(name);
  }

  private String hostName() {
    if (host == null) {
      return "";
    }
    int port = host.indexOf(':', host.indexOf(']') + 1);
    return (port < 0 ? host : host.substring(0, port)).toLowerCase(Locale.ROOT);
  }

  /**
   * Whether a page of another origin has made it. To follow a link to here is no harm; what is
   * shown stays out of that page's reach.
   */
  boolean isForeign() {
    if (!changes && "navigate".equals(fetchMode)) {
      return false;
    }
    return (fetchSite != null && !OWN_SITES.contains(fetchSite))
        || (origin != null && !isOwn(origin));
  }

  private boolean isOwn(String origin) {
    int authority = origin.indexOf("://");
    return authority >= 0 && origin.substring(authority + 3).equalsIgnoreCase(host);
  }
}
