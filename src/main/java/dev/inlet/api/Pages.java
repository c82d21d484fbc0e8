package dev.inlet.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The published contract, and Swagger UI to try it with.
 *
 * <p>Every file has its row in a table, so no path leads to any other. All of them are in this
 * program: no browser needs to reach another server.
 */
@Hidden
@Controller
@Produces(MediaType.ALL)
final class Pages {
  private static final String OURS = "dev/inlet/api/";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  private final Page contract =
      Page.of("META-INF/swagger/inlet.yml", "application/yaml; charset=utf-8");
  private final Page index = Page.of(OURS + "swagger-ui.html", "text/html; charset=utf-8");
  private final Map<String, Page> parts;

  Pages() throws IOException {
    var swagger = swaggerUi();
    parts =
        Map.of(
            "swagger-ui.css", Page.of(swagger + "swagger-ui.css", STYLE),
            "swagger-ui-bundle.js", Page.of(swagger + "swagger-ui-bundle.js", SCRIPT),
            "page.css", Page.of(OURS + "page.css", STYLE),
            "page.js", Page.of(OURS + "page.js", SCRIPT),
            "favicon.svg", Page.of(OURS + "favicon.svg", "image/svg+xml"));
  }

  /** The folder of the library's files, which is named after its version. */
  private static String swaggerUi() throws IOException {
    var about = new Properties();
    try (var in = Page.open("META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      about.load(in);
    }
    return "META-INF/resources/webjars/swagger-ui/" + about.getProperty("version") + "/";
  }

  /** Who comes without a path is shown where to go on. */
  @Get
  HttpResponse<?> start() {
    return HttpResponse.seeOther(URI.create("/swagger-ui"));
  }

  @Get("/openapi.yml")
  HttpResponse<?> contract(HttpRequest<?> request) {
    return contract.answer(request);
  }

  @Get(uris = {"/swagger-ui", "/ui"})
  HttpResponse<?> index(HttpRequest<?> request) {
    return index.answer(request);
  }

  /** Browsers ask for this name when they have not yet read which icon a page names. */
  @Get("/favicon.ico")
  @Nullable HttpResponse<?> icon(HttpRequest<?> request) {
    return part(request, "favicon.svg");
  }

  @Get("/swagger-ui/{name}")
  @Nullable HttpResponse<?> part(HttpRequest<?> request, String name) {
    var part = parts.get(name);
    return part == null ? null : part.answer(request);
  }
}
