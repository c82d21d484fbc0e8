package dev.inlet;

import dev.inlet.spool.SpoolRefused;
import io.micronaut.core.value.PropertyResolver;
import java.net.BindException;
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

  private String sentence(String key, String why) {
    return about(key, properties.getProperty(key, String.class).orElse(""), why);
  }

  /** What is wrong with the value of a setting, and what it can be. */
  static String about(String key, String value, String why) {
    return "%s (%s) is '%s': %s.".formatted(new Setting(key, "", "").variable(), key, value, why);
  }

  /** The commonest reason why a server does not start has a remedy. */
  static RuntimeException ofServer(RuntimeException failed, int port) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return new IllegalStateException(
            "can't listen on port " + port + " (" + text(cause) + "). Set INLET_PORT.", failed);
      }
    }
    return failed;
  }
}
