package dev.inlet;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a process listens, and where it keeps what it has.
 *
 * @param port the port that takes requests; 0 for any that is free
 * @param host the address that it listens on
 * @param data the folder of the spool, and of the lake on a laptop
 * @param sink where lines are delivered
 * @param managementPort the port that health and metrics are on; null for the one of requests
 */
@ConfigurationProperties("inlet")
record InletConfig(
    @Bindable(defaultValue = "8080") @Min(0) @Max(65535) int port,
    @Bindable(defaultValue = "127.0.0.1") @NotBlank String host,
    @Bindable(defaultValue = "data") @NotBlank String data,
    @Bindable(defaultValue = "directory")
        @Pattern(regexp = "directory", message = "it can be directory")
        String sink,
    @Min(1) @Max(65535) @Nullable Integer managementPort) {
  InletConfig {
    if (managementPort != null && managementPort == port) {
      throw new IllegalArgumentException(
          "inlet.management-port: it is the port that takes requests; leave it empty to have"
              + " health and metrics there");
    }
  }

  Path spool(String stream) {
    return Path.of(data).resolve("spool").resolve(stream);
  }

  Path lake() {
    return Path.of(data).resolve("lake");
  }

  Path raw() {
    return lake().resolve("raw");
  }
}
