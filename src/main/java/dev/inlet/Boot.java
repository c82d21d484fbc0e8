package dev.inlet;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.exceptions.BeanContextException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the application from the environment, or says in a sentence why it can't. */
final class Boot {
  private static final String PREFIX = "inlet.";

  private Boot() {}

  /**
   * Starts all but the server.
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
                environment.keySet().stream()
                    .filter(name -> name.startsWith("INLET_"))
                    .toArray(String[]::new))
            .propertySources(PropertySource.of("inlet environment", settings))
            .build();
    try {
      refuseUnknown(context);
      return context.start();
    } catch (BeanContextException | IllegalArgumentException failed) {
      context.close();
      throw Sentence.of(failed);
    }
  }

  private static void refuseUnknown(ApplicationContext context) {
    context.getEnvironment().start();
    for (var source : context.getEnvironment().getPropertySources()) {
      for (var key : source) {
        if (key.startsWith(PREFIX) && !Settings.isKnown(key)) {
          throw new Unusable(Settings.unknown(key, new Setting(key, "", "").variable()));
        }
      }
    }
  }
}
