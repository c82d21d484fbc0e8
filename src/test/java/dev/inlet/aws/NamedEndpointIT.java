package dev.inlet.aws;

import static java.util.Objects.requireNonNullElse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inlet.standin.Clients;
import java.net.URI;

/** Whatever INLET_TEST_AWS_ENDPOINT names; it keeps the buckets and streams that are made. */
class NamedEndpointIT extends DeliveryContract {
  @Override
  AwsServer server() {
    var endpoint = variable("INLET_TEST_AWS_ENDPOINT", "");
    assumeTrue(!endpoint.isEmpty(), "INLET_TEST_AWS_ENDPOINT names no server");
    var clients =
        new Clients(
            URI.create(endpoint),
            variable("AWS_REGION", "us-east-1"),
            variable("AWS_ACCESS_KEY_ID", "test"),
            variable("AWS_SECRET_ACCESS_KEY", "test"));
    return new AwsServer() {
      @Override
      public Clients clients() {
        return clients;
      }

      @Override
      public void close() {}
    };
  }

  private static String variable(String name, String otherwise) {
    return requireNonNullElse(System.getenv(name), otherwise);
  }
}
