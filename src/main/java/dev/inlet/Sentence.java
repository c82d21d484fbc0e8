package dev.inlet;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.naming.NameUtils;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.net.BindException;
import java.util.stream.Collectors;

/** Turns what a start failed with into words for the operator. */
final class Sentence {
  private Sentence() {}

  static RuntimeException of(RuntimeException failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case Unusable unusable -> {
          return unusable;
        }
        case ConstraintViolationException violated -> {
          return new Unusable(
              violated.getConstraintViolations().stream()
                  .map(Sentence::of)
                  .sorted()
                  .collect(Collectors.joining(" ")));
        }
        case ConversionErrorException unread -> {
          return new Unusable(String.valueOf(unread.getMessage()));
        }
        case IllegalArgumentException refused -> {
          return new Unusable(String.valueOf(refused.getMessage()));
        }
        default -> {}
      }
    }
    return failed;
  }

  /** The commonest reason why a server does not start has a remedy. */
  static RuntimeException ofServer(RuntimeException failed, int port) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return new IllegalStateException(
            "can't listen on port " + port + " (" + cause.getMessage() + "). Set INLET_PORT.",
            failed);
      }
    }
    return failed;
  }

  private static String of(ConstraintViolation<?> violation) {
    var prefix =
        violation.getRootBeanClass().isAnnotationPresent(ConfigurationProperties.class)
            ? violation.getRootBeanClass().getAnnotation(ConfigurationProperties.class).value()
                + "."
            : "inlet.";
    String name = "";
    for (var node : violation.getPropertyPath()) {
      name = node.getName() == null ? name : node.getName();
    }
    var setting = new Setting(prefix + NameUtils.hyphenate(name), "", "");
    return setting.variable()
        + " ("
        + setting.key()
        + ") is "
        + violation.getInvalidValue()
        + ": "
        + violation.getMessage()
        + ".";
  }
}
