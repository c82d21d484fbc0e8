package dev.inlet;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertiesPropertySourceLoader;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.exceptions.BeanContextException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Makes the application from the environment, or says in a sentence why it can't. */
final class Boot {
  private static final String PREFIX = "inlet.";
  private static final String MICRONAUT = "/micronaut.properties";

  private Boot() {}

  /**
   * Starts all but the server. Of Inlet's settings those of the map count alone, whatever the
   * environment of the process has.
   *
   * @throws Unusable when the configuration can't be used
   */
  static ApplicationContext start(Map<String, String> environment) {
    var settings = new LinkedHashMap<String, Object>(Settings.of(environment));
    var context =
        ApplicationContext.builder()
            .mainClass(Application.class)
            .banner(false)
            .deduceEnvironment(false)
            .environmentVariableExcludes(
                System.getenv().keySet().stream()
                    .filter(name -> name.startsWith("INLET_"))
                    .toArray(String[]::new))
            .propertySources(PropertySource.of("inlet environment", settings), micronaut())
            .build();
    try {
      context.getEnvironment().start();
      refuseUnknown(context.getEnvironment());
      Values.check(context.getEnvironment());
      return context.start();
    } catch (BeanContextException | IllegalArgumentException failed) {
      var sentence = new Sentence(context.getEnvironment()).of(failed);
      context.close();
      throw sentence;
    }
  }

  /** What is configured of Micronaut. To look for a file by itself, it would list the whole jar. */
  private static PropertySource micronaut() {
    try (var file = Objects.requireNonNull(Boot.class.getResourceAsStream(MICRONAUT))) {
      return PropertySource.of(
          MICRONAUT,
          new PropertiesPropertySourceLoader().read(MICRONAUT, file),
          PropertiesPropertySourceLoader.DEFAULT_POSITION);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuseUnknown(Environment environment) {
    for (var source : environment.getPropertySources()) {
      for (var key : source) {
        if (key.startsWith(PREFIX) && !Settings.isKnown(key)) {
          throw new Unusable(Settings.unknown(key, new Setting(key, "", "").variable()));
        }
      }
    }
  }
}
