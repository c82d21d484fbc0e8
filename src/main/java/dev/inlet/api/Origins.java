package dev.inlet.api;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The pages that browsers may send events from, by their origin: scheme, host and port. */
@Context
final class Origins {
  private static final String ANY = "*";
  private static final String SUBDOMAINS = "://*.";
  private static final Pattern ORIGIN =
      Pattern.compile("[a-z][a-z0-9+.-]*://(\\*\\.)?([a-z0-9._-]+|\\[[0-9a-f:]+])(:\\d{1,5})?");

  private final Set<String> allowed = new HashSet<>();

  @Inject
  Origins(@Property(name = "inlet.cors.origins", defaultValue = ANY) String origins) {
    for (var origin : origins.toLowerCase(Locale.ROOT).split(",", -1)) {
      if (!origin.strip().equals(ANY) && !ORIGIN.matcher(origin.strip()).matches()) {
        throw new IllegalArgumentException(
            "inlet.cors.origins: it can be * for any, or name origins such as"
                + " https://www.example.com or https://*.example.com, with commas between them and"
                + " without a path");
      }
      allowed.add(origin.strip());
    }
  }

  /** Whether pages of this origin may send. */
  boolean allow(String origin) {
    var lower = origin.toLowerCase(Locale.ROOT);
    return allowed.contains(ANY) || allowed.contains(lower) || isBelow(lower);
  }

  private boolean isBelow(String origin) {
    int dot = origin.indexOf('.');
    var scheme = origin.indexOf("://");
    while (scheme >= 0 && dot >= 0) {
      if (allowed.contains(origin.substring(0, scheme) + SUBDOMAINS + origin.substring(dot + 1))) {
        return true;
      }
      dot = origin.indexOf('.', dot + 1);
    }
    return false;
  }

  /** Whether a page is this server's own. */
  static boolean isOwn(String origin, @Nullable String host) {
    int scheme = origin.indexOf("://");
    return scheme >= 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
  }
}
