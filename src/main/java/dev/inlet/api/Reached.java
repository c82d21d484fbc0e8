package dev.inlet.api;

import dev.inlet.access.Proxies;
import io.micronaut.http.HttpRequest;

/**
 * How a client reached this server.
 *
 * @param scheme http, or https as a trusted proxy says
 * @param host a name or an address, with its port when it is not the scheme's; as a trusted proxy
 *     says, if it does
 */
public record Reached(String scheme, String host) {
  /** How the client of this request did. */
  public static Reached by(HttpRequest<?> request, Proxies proxies) {
    var headers = request.getHeaders();
    var host = headers.get("Host");
    var peer = request.getRemoteAddress().getAddress();
    return new Reached(
        proxies.scheme(peer, headers.get("X-Forwarded-Proto")),
        proxies.host(
            peer,
            host == null ? "localhost" : host,
            headers.get("X-Forwarded-Host"),
            headers.get("X-Forwarded-Port")));
  }
}
