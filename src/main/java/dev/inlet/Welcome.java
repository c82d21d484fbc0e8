package dev.inlet;

import dev.inlet.delivery.firehose.FirehoseConfig;
import dev.inlet.delivery.s3.S3Config;
import io.micronaut.runtime.server.EmbeddedServer;

/** The first thing that a newcomer reads. */
final class Welcome {
  private Welcome() {}

  static String text(
      InletConfig config, String destination, EmbeddedServer server, boolean isWatched) {
    var url = url(server, server.getPort());
    var management = config.managementPort() == null ? url : url(server, config.managementPort());
    return """

    Inlet %s takes events.

      Swagger UI   %s/swagger-ui
    %s  Health       %s/health
      %-11s  %s

    Try it:

      curl -i %s/track -H 'Content-Type: application/json' -d \\
        '{"userId":"ada","events":[{"eventName":"signup","metadata":{},"timestampUTC":'$(date +%%s)'}]}'

    Ctrl-C ends it, after what it took is delivered.
    """
        .formatted(
            Version.text(),
            url,
            isWatched ? watched(management) : "",
            management,
            label(config),
            destination,
            url);
  }

  private static String watched(String url) {
    return """
      Console      %s/console
      Charts, SQL  %s/console/lake
    """
        .formatted(url, url);
  }

  private static String label(InletConfig config) {
    return switch (config.sink()) {
      case DIRECTORY -> "Lake folder";
      case FIREHOSE -> "Firehose";
      case S3 -> "Lake bucket";
    };
  }

  /** Where events go. */
  static String destination(InletConfig config, FirehoseConfig firehose, S3Config s3) {
    return switch (config.sink()) {
      case DIRECTORY -> config.lake().toAbsolutePath().normalize().toString();
      case FIREHOSE -> String.join(", ", firehose.streams());
      case S3 -> s3.url();
    };
  }

  private static String url(EmbeddedServer server, int port) {
    return "http://"
        + ("0.0.0.0".equals(server.getHost()) ? "127.0.0.1" : server.getHost())
        + ":"
        + port;
  }
}
