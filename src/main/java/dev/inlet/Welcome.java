package dev.inlet;

import io.micronaut.runtime.server.EmbeddedServer;

/** The first thing that a newcomer reads. */
final class Welcome {
  private Welcome() {}

  static String text(InletConfig config, EmbeddedServer server) {
    var url = url(server, server.getPort());
    var management = config.managementPort() == null ? url : url(server, config.managementPort());
    return """

    Inlet %s takes events.

      Swagger UI   %s/swagger-ui
      Health       %s/health
      Lake folder  %s

    Try it:

      curl -i %s/track -H 'Content-Type: application/json' -d \\
        '{"userId":"ada","events":[{"eventName":"signup","metadata":{},"timestampUTC":'$(date +%%s)'}]}'

    Ctrl-C ends it, after what it took is delivered.
    """
        .formatted(
            Version.text(), url, management, config.lake().toAbsolutePath().normalize(), url);
  }

  private static String url(EmbeddedServer server, int port) {
    return "http://"
        + ("0.0.0.0".equals(server.getHost()) ? "127.0.0.1" : server.getHost())
        + ":"
        + port;
  }
}
