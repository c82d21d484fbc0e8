package dev.inlet.console;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.cookie.Cookie;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands before everything of the console, and says with each answer what a browser may do with it:
 * keep nothing, and reach no other server.
 */
@ServerFilter({"/console", "/console/**", "/debug/**", "/lake"})
final class Doorkeeper {
  static final String COOKIE = "inlet_console";

  /** They hold no event, and who is to log in needs them. */
  private static final Set<String> OPEN =
      Set.of(
          "/lake",
          "/console",
          "/console/lake",
          "/console/login",
          "/console/console.css",
          "/console/favicon.svg");

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  private static final String BEARER = "Bearer ";

  private final Access access;
  private final @Nullable Integer managementPort;

  Doorkeeper(
      Access access, @Property(name = "inlet.management-port") @Nullable Integer managementPort) {
    this.access = access;
    this.managementPort = managementPort;
  }

  @RequestFilter
  @Nullable HttpResponse<?> check(HttpRequest<?> request) {
    if (managementPort != null && request.getServerAddress().getPort() != managementPort) {
      return No.off("The console is on the port of INLET_MANAGEMENT_PORT (inlet.management-port).")
          .answer();
    }
    var no = access.refuse(visit(request));
    if (no.isPresent()) {
      return no.get().answer();
    }
    return OPEN.contains(request.getPath()) || isAdmitted(request) ? null : No.key().answer();
  }

  private static Visit visit(HttpRequest<?> request) {
    var headers = request.getHeaders();
    var method = request.getMethod();
    return new Visit(
        method != HttpMethod.GET && method != HttpMethod.HEAD,
        headers.get(HttpHeaders.HOST),
        headers.get(HttpHeaders.ORIGIN),
        headers.get("Sec-Fetch-Site"),
        headers.get("Sec-Fetch-Mode"));
  }

  boolean isAdmitted(HttpRequest<?> request) {
    var authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    var key =
        authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
            ? authorization.substring(BEARER.length()).strip()
            : null;
    return access.admits(
        key, request.getCookies().findCookie(COOKIE).map(Cookie::getValue).orElse(null));
  }

  @ResponseFilter
  void protect(MutableHttpResponse<?> response) {
    response
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Content-Security-Policy", POLICY)
        .header("X-Frame-Options", "DENY")
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin");
  }
}
