package dev.inlet.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pages on which one sees events arrive, and what the tables say of them.
 *
 * <p>Every file has its row in a table, so no path leads to any other.
 */
@Hidden
@Controller(value = "/console", port = "${inlet.management-port:}")
@Produces(MediaType.ALL)
final class Console {
  private static final String FOLDER = "dev/inlet/console/";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String HTML = "text/html; charset=utf-8";

  private static final List<String> SCRIPTS =
      List.of(
          "console",
          "events",
          "detail",
          "text",
          "curl",
          "pipeline",
          "chart",
          "lake",
          "ask",
          "queries",
          "retention",
          "drivers",
          "usage",
          "plot",
          "tip",
          "table",
          "box",
          "values");

  private final Access access;
  private final Doorkeeper doorkeeper;
  private final Asset events = Asset.of(FOLDER + "console.html", HTML);
  private final Asset lake = Asset.of(FOLDER + "lake.html", HTML);
  private final Asset login = Asset.of(FOLDER + "login.html", HTML);
  private final Map<String, Asset> parts = new HashMap<>();

  Console(Access access, Doorkeeper doorkeeper) {
    this.access = access;
    this.doorkeeper = doorkeeper;
    parts.put("console.css", Asset.of(FOLDER + "console.css", "text/css; charset=utf-8"));
    parts.put("favicon.svg", Asset.of("dev/inlet/api/favicon.svg", "image/svg+xml"));
    parts.put("lake.css", Asset.of(FOLDER + "lake.css", "text/css; charset=utf-8"));
    for (var name : SCRIPTS) {
      parts.put(name + ".js", Asset.of(FOLDER + name + ".js", SCRIPT));
    }
  }

  @Get
  HttpResponse<?> events(HttpRequest<?> request) {
    return page(request, events);
  }

  @Get("/lake")
  HttpResponse<?> lake(HttpRequest<?> request) {
    return page(request, lake);
  }

  private HttpResponse<?> page(HttpRequest<?> request, Asset page) {
    return doorkeeper.isAdmitted(request)
        ? page.answer(HttpStatus.OK)
        : login.answer(HttpStatus.UNAUTHORIZED);
  }

  @Get("/{name}")
  @Nullable HttpResponse<?> part(String name) {
    var part = parts.get(name);
    return part == null ? null : part.answer(HttpStatus.OK);
  }

  /** Takes the key once, so that it travels and is kept no further. */
  @Post(uris = {"/", "/login", "/lake"})
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> login(HttpRequest<?> request, @Body Map<String, String> form) {
    var page = request.getPath().equals("/console/lake") ? "/console/lake" : "/console";
    if (!access.needsKey()) {
      return HttpResponse.seeOther(URI.create(page));
    }
    if (!access.pass().isKey(form.getOrDefault("key", ""))) {
      return HttpResponse.seeOther(URI.create(page + "#wrong"));
    }
    var isSecure = "https".equals(request.getHeaders().get("X-Forwarded-Proto"));
    return HttpResponse.seeOther(URI.create(page))
        .cookie(
            Cookie.of(Doorkeeper.COOKIE, access.pass().issue())
                .path("/")
                .httpOnly(true)
                .sameSite(SameSite.Strict)
                .secure(isSecure)
                .maxAge(Pass.LIFE));
  }
}
