package dev.inlet.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inlet.Ports;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A headless Chromium with an empty profile, and chromedriver's WebDriver protocol to drive it. */
final class WebDriver implements AutoCloseable {
  private static final String DRIVER_VARIABLE = "INLET_TEST_CHROMEDRIVER";
  private static final List<String> CHROMIUMS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
  private static final List<String> ARGUMENTS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");
  private static final String LISTENS = "started successfully";
  private static final int END_SECONDS_MAX = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process driver;
  private final URI session;

  private WebDriver(Path driverProgram, Path chromium) throws IOException {
    int port = Ports.free();
    driver =
        new ProcessBuilder(driverProgram.toString(), "--port=" + port)
            .redirectErrorStream(true)
            .start();
    try {
      awaitListening(driver);
      var sessions = URI.create("http://127.0.0.1:" + port + "/session");
      var answer = send("POST", sessions, capabilities(chromium));
      session = URI.create(sessions + "/" + answer.path("sessionId").asText());
    } catch (IOException | RuntimeException failed) {
      driver.destroy();
      throw failed;
    }
  }

  /** Starts them; empty when they are not installed. */
  static Optional<WebDriver> start() {
    return driverProgram()
        .flatMap(driver ->
            chromium()
                .map(chromium -> {
                  try {
                    return new WebDriver(driver, chromium);
                  } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                  }
                }));
  }

  private static Optional<Path> driverProgram() {
    var named = System.getenv(DRIVER_VARIABLE);
    return named == null ? onPath("chromedriver") : Optional.of(Path.of(named));
  }

  private static Optional<Path> chromium() {
    return CHROMIUMS.stream().flatMap(name -> onPath(name).stream()).findFirst();
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static void awaitListening(Process driver) throws IOException {
    var said = new BufferedReader(new InputStreamReader(driver.getInputStream(), UTF_8));
    var all = new StringBuilder();
    for (var line = said.readLine(); line != null; line = said.readLine()) {
      if (line.contains(LISTENS)) {
        return;
      }
      all.append(line).append('\n');
    }
    throw new IOException("chromedriver ended before it listened: " + all);
  }

  private static Map<String, Object> capabilities(Path chromium) {
    return Map.of(
        "capabilities",
        Map.of(
            "alwaysMatch",
            Map.of(
                "goog:chromeOptions",
                Map.of("binary", chromium.toString(), "args", ARGUMENTS),
                "goog:loggingPrefs",
                Map.of("browser", "ALL", "performance", "ALL"))));
  }

  JsonNode command(String path, Map<String, Object> body) {
    return send("POST", URI.create(session + "/" + path), body);
  }

  /** Clicks what the selector finds first; false when it is not there or can't be clicked. */
  boolean click(String css) {
    var found = command("elements", Map.of("using", "css selector", "value", css)).path(0);
    if (found.isMissingNode()) {
      return false;
    }
    try {
      command("element/" + found.elements().next().asText() + "/click", Map.of());
      return true;
    } catch (Refused notYet) {
      return false;
    }
  }

  /** What a log says, since it was last asked for. */
  JsonNode log(String type) {
    return command("se/log", Map.of("type", type));
  }

  JsonNode devTools(String name, Map<String, Object> parameters) {
    return command("goog/cdp/execute", Map.of("cmd", name, "params", parameters));
  }

  JsonNode delete(String path) {
    return send("DELETE", URI.create(session + path), Map.of());
  }

  private JsonNode send(String method, URI address, Map<String, Object> body) {
    try {
      var request =
          HttpRequest.newBuilder(address)
              .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build();
      var answer = client.send(request, BodyHandlers.ofString());
      var value = parse(answer.body()).path("value");
      if (answer.statusCode() != 200) {
        throw new Refused(value.path("error").asText() + ": " + value.path("message").asText());
      }
      return value;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Ends both. A driver that is let end by itself has deleted the profile. */
  @Override
  public void close() {
    try {
      send("GET", session.resolve("/shutdown"), Map.of());
      driver.onExit().completeOnTimeout(driver, END_SECONDS_MAX, SECONDS).join();
    } finally {
      driver.destroy();
    }
  }

  /** chromedriver did not do what it was told. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }
}
