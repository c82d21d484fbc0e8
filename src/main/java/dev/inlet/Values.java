package dev.inlet;

import dev.inlet.access.AddressConfig;
import dev.inlet.api.ApiConfig;
import dev.inlet.console.ConsoleConfig;
import dev.inlet.delivery.DeliveryConfig;
import dev.inlet.delivery.firehose.FirehoseConfig;
import dev.inlet.delivery.s3.S3Config;
import dev.inlet.lake.LakeConfig;
import dev.inlet.ops.OpsConfig;
import dev.inlet.spool.SpoolConfig;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.env.Environment;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.naming.NameUtils;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Refuses values that can't be read as what they are for, in whose place Micronaut silently takes
 * the default; and those beyond their bounds, so that the operator reads the name of the setting
 * and not that of a class.
 */
final class Values {
  private static final List<Class<? extends Record>> CONFIGURATIONS =
      List.of(
          InletConfig.class,
          LogConfig.class,
          ApiConfig.class,
          AddressConfig.class,
          SpoolConfig.class,
          DeliveryConfig.class,
          S3Config.class,
          FirehoseConfig.class,
          LakeConfig.class,
          OpsConfig.class,
          ConsoleConfig.class);

  private Values() {}

  /**
   * Reads each value that is set, and holds it to the constraints of its component.
   *
   * @throws Unusable naming the first that is refused
   */
  static void check(Environment environment) {
    for (var configuration : CONFIGURATIONS) {
      var prefix = configuration.getAnnotation(ConfigurationProperties.class).value();
      for (var parameter : configuration.getDeclaredConstructors()[0].getParameters()) {
        check(environment, prefix + "." + NameUtils.hyphenate(parameter.getName()), parameter);
      }
    }
  }

  private static void check(Environment environment, String key, Parameter parameter) {
    environment.getProperty(key, String.class).ifPresent(text -> check(text, key, parameter));
  }

  /**
   * Holds a value that a command takes from the environment to the constraints of its component.
   *
   * @throws Unusable when it is refused
   */
  static void check(Class<? extends Record> configuration, String key, String text) {
    var prefix = configuration.getAnnotation(ConfigurationProperties.class).value();
    for (var parameter : configuration.getDeclaredConstructors()[0].getParameters()) {
      if (key.equals(prefix + "." + NameUtils.hyphenate(parameter.getName()))) {
        check(text, key, parameter);
      }
    }
  }

  private static void check(String text, String key, Parameter parameter) {
    var value = read(text, parameter.getType());
    var why =
        value.isEmpty()
            ? Optional.of(wanted(parameter.getType()))
            : Arrays.stream(parameter.getAnnotations())
                .flatMap(constraint -> violation(constraint, value.get()).stream())
                .findFirst();
    why.ifPresent(words -> {
      throw new Unusable(Sentence.about(key, text, words));
    });
  }

  /** Micronaut takes every text that it does not know for false. */
  private static Optional<?> read(String text, Class<?> type) {
    return type == boolean.class && !text.matches("(?i)true|false")
        ? Optional.empty()
        : ConversionService.SHARED.convert(text, type);
  }

  private static Optional<String> violation(Annotation constraint, Object value) {
    return switch (constraint) {
      case Min min when number(value) < min.value() ->
          Optional.of("it must be at least " + min.value());
      case Max max when number(value) > max.value() ->
          Optional.of("it must be at most " + max.value());
      case Positive positive when number(value) <= 0 -> Optional.of("it must be above 0");
      case Pattern pattern when !value.toString().matches(pattern.regexp()) ->
          Optional.of(pattern.message());
      case NotBlank blank when value.toString().isBlank() -> Optional.of("it must not be blank");
      default -> Optional.empty();
    };
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }

  private static String wanted(Class<?> type) {
    if (type.isEnum()) {
      return "it can be "
          + Arrays.stream(type.getEnumConstants())
              .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(" or "));
    }
    if (type == boolean.class) {
      return "it can be true or false";
    }
    return type.equals(Duration.class)
        ? "it must be a time, such as 500ms, 5s or 2m"
        : "it must be a whole number";
  }
}
