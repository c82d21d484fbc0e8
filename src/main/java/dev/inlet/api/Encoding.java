package dev.inlet.api;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the body is packed. */
enum Encoding {
  IDENTITY,
  GZIP,
  DEFLATE;

  /** What these {@code Content-Encoding} headers say, or null when it is nothing we understand. */
  static @Nullable Encoding of(List<String> values) {
    if (values.isEmpty()) {
      return IDENTITY;
    }
    if (values.size() > 1) {
      return null;
    }
    return switch (values.get(0).strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> IDENTITY;
      case "gzip", "x-gzip" -> GZIP;
      case "deflate" -> DEFLATE;
      default -> null;
    };
  }
}
