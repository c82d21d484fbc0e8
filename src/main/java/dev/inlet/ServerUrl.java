package dev.inlet;

import java.net.URI;

/** The address of a server that a command talks to. */
final class ServerUrl {
  private ServerUrl() {}

  /**
   * Reads what {@code --url} says, without the slash at its end.
   *
   * @throws Unusable when no request can be sent there
   */
  static URI of(String text) {
    try {
      var server = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if (server.getHost() != null
          && ("http".equals(server.getScheme()) || "https".equals(server.getScheme()))) {
        return server;
      }
    } catch (IllegalArgumentException notOne) {
      // It is refused below, as are other schemes.
    }
    throw new Unusable(
        "--url is '%s': it must be like http://127.0.0.1:8080; names of hosts have letters, digits, "
                .formatted(text)
            + "hyphens and dots.");
  }
}
