package dev.inlet;

import dev.inlet.generate.Generate;
import dev.inlet.generate.Plan;
import dev.inlet.ops.Drain;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Starts, serves a few people who don't exist, and ends. A JVM that is told to take notes of it
 * ({@code -XX:AOTCacheOutput}) starts in a fraction of the time when it is given them, and knows
 * which code is hot before the first request.
 */
@Command(
    name = "rehearse",
    description =
        "Serves people who don't exist for a moment, in a folder that is then gone, so that a JVM can"
            + " take notes: java -XX:AOTCacheOutput=inlet.aot -jar inlet.jar rehearse",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RehearseCommand implements Callable<Integer> {
  private static final Plan PLAN = new Plan(60, 14, 1, Instant.parse("2026-01-01T00:00:00Z"));
  private static final int EVENTS_PER_SECOND = 1_000_000;
  private static final List<String> PAGES =
      List.of("/health", "/health/readiness", "/prometheus", "/openapi.yml");

  @Override
  public Integer call() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("inlet-rehearsal-");
    try (var context = Boot.start(settings(folder))) {
      var server = Serve.started(context);
      new Generate(PLAN, (share, events) -> {}).to(server.getURI(), null, EVENTS_PER_SECOND);
      for (var page : PAGES) {
        ask(server.getURI().resolve(page));
      }
      context.getBean(Drain.class).run();
    } finally {
      delete(folder);
    }
    return 0;
  }

  private static Map<String, String> settings(Path folder) {
    return Map.of(
        "INLET_PORT", "0",
        "INLET_DATA", folder.toString(),
        "INLET_LAKE_EVERY", "0s",
        "INLET_DRAIN_MAX", "5s",
        "INLET_LOG_LEVEL", "warn");
  }

  private static void ask(URI page) throws IOException, InterruptedException {
    HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.discarding());
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
