package dev.inlet;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Pattern;

/**
 * How it is logged. The logging library reads both by itself; here they are checked.
 *
 * @param format text for people, or json for one object a line
 * @param level how much
 */
@Context
@ConfigurationProperties("inlet.log")
record LogConfig(
    @Bindable(defaultValue = "text")
        @Pattern(regexp = "text|json", message = "logs are written as: text, json")
        String format,
    @Bindable(defaultValue = "info")
        @Pattern(regexp = "error|warn|info|debug", message = "it takes: error, warn, info, debug")
        String level) {
  boolean isForPeople() {
    return "text".equals(format);
  }
}
