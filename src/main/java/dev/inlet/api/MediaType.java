package dev.inlet.api;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The types that a body may be declared as. */
final class MediaType {
  private static final Set<String> READ = Set.of("application/json", "text/plain");

  private MediaType() {}

  /** Whether these {@code Content-Type} headers say one that we read. */
  static boolean isRead(List<String> values) {
    if (values.size() != 1) {
      return false;
    }
    var value = values.get(0);
    var semicolon = value.indexOf(';');
    var type = semicolon < 0 ? value : value.substring(0, semicolon);
    return READ.contains(type.strip().toLowerCase(Locale.ROOT));
  }
}
