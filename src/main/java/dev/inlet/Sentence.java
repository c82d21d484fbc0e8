package dev.inlet;

import dev.inlet.spool.SpoolRefused;
import io.micronaut.core.value.PropertyResolver;
import io.micronaut.http.server.exceptions.ServerStartupException;
import java.util.Objects;
import java.util.Optional;

/** Turns what a start failed with into words for the operator. */
final class Sentence {
  private final PropertyResolver properties;

  Sentence(PropertyResolver properties) {
    this.properties = properties;
  }

  /** What it comes to; the failure itself when it has nothing to do with the configuration. */
  RuntimeException of(RuntimeException failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof SpoolRefused refused) {
        return new IllegalStateException(text(refused), failed);
      }
      var sentence = sentence(cause);
      if (sentence.isPresent()) {
        return new Unusable(sentence.get());
      }
    }
    return failed;
  }

  private Optional<String> sentence(Throwable cause) {
    return switch (cause) {
      case Unusable unusable -> Optional.of(text(unusable));
      case IllegalArgumentException refused -> named(text(refused));
      default -> Optional.empty();
    };
  }

  private static String text(Throwable failed) {
    return String.valueOf(failed.getMessage());
  }

  /** The message of a check of our own, which starts with the key. */
  private Optional<String> named(String message) {
    var parts = message.split(": ", 2);
    return parts.length == 2 && Settings.isKnown(parts[0])
        ? Optional.of(sentence(parts[0], parts[1]))
        : Optional.empty();
  }

  /** A key is as secret when it can't be used. */
  private String sentence(String key, String why) {
    if (key.startsWith(Settings.KEYS)) {
      return "%s (%s) can't be used: %s.".formatted(new Setting(key, "", "").variable(), key, why);
    }
    return about(key, properties.getProperty(key, String.class).orElse(""), why);
  }

  /** What is wrong with the value of a setting, and what it can be. */
  static String about(String key, String value, String why) {
    return "%s (%s) is '%s': %s.".formatted(new Setting(key, "", "").variable(), key, value, why);
  }

  /** Why it can't listen where it should, as the operating system says it. */
  static RuntimeException ofServer(ServerStartupException failed) {
    Throwable cause = failed;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return new IllegalStateException(
        "%s (%s). INLET_HOST, INLET_PORT and INLET_MANAGEMENT_PORT say where it listens."
            .formatted(
                text(failed).replace("Unable to start Micronaut server", "can't listen"),
                Objects.requireNonNullElse(cause.getMessage(), cause)),
        failed);
  }
}
