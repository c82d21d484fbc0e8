package dev.inlet.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A headless Chromium with an empty profile, driven by chromedriver's WebDriver protocol.
 *
 * <p>What is not there yet is waited for. {@link #requests} and {@link #errors} each tell what has
 * come since they were last asked.
 */
public final class Browser implements AutoCloseable {
  private static final String DRIVER_VARIABLE = "INLET_TEST_CHROMEDRIVER";
  private static final List<String> CHROMIUMS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
  private static final Pattern DRIVER_PORT = Pattern.compile("started successfully on port (\\d+)");
  private static final Duration WAIT_MAX = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process driver;
  private final URI session;

  private Browser(Path driverProgram, Path chromium, Path profile) throws IOException {
    driver =
        new ProcessBuilder(driverProgram.toString(), "--port=0").redirectErrorStream(true).start();
    try {
      var sessions = URI.create("http://127.0.0.1:" + driverPort(driver) + "/session");
      var answer = send("POST", sessions, capabilities(chromium, profile));
      session = URI.create(sessions + "/" + answer.path("sessionId").asText());
    } catch (IOException | RuntimeException failed) {
      driver.destroy();
      throw failed;
    }
  }

  /** Starts one, with its profile in this empty folder; empty when none is installed. */
  public static Optional<Browser> start(Path profile) {
    return driverProgram()
        .flatMap(driver ->
            chromium()
                .map(chromium -> {
                  try {
                    return new Browser(driver, chromium, profile);
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

  private static int driverPort(Process driver) throws IOException {
    var said = new BufferedReader(new InputStreamReader(driver.getInputStream(), UTF_8));
    for (var line = said.readLine(); line != null; line = said.readLine()) {
      var port = DRIVER_PORT.matcher(line);
      if (port.find()) {
        return Integer.parseInt(port.group(1));
      }
    }
    throw new IOException("chromedriver ended before it listened");
  }

  private static Map<String, Object> capabilities(Path chromium, Path profile) {
    var options =
        Map.of(
            "binary",
            chromium.toString(),
            "args",
            List.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile));
    return Map.of(
        "capabilities",
        Map.of(
            "alwaysMatch",
            Map.of(
                "goog:chromeOptions",
                options,
                "goog:loggingPrefs",
                Map.of("browser", "ALL", "performance", "ALL"))));
  }

  public void open(URI page) {
    command("url", Map.of("url", page.toString()));
  }

  /** Opens another tab, which all that follows is about. */
  public void newTab() {
    var tab = command("window/new", Map.of("type", "tab")).path("handle").asText();
    command("window", Map.of("handle", tab));
  }

  /** Closes the tab; all that follows is about the first one. */
  public void closeTab() {
    var left = send("DELETE", URI.create(session + "/window"), Map.of());
    command("window", Map.of("handle", left.path(0).asText()));
  }

  /** Clicks what the selector finds first, as soon as it is there and can be clicked. */
  public void click(String css) {
    await(
        "can't click " + css,
        () -> {
          var id = element(css);
          return id != null && tryCommand("element/" + id + "/click", Map.of()) ? css : null;
        });
  }

  /** The visible text of what the selector finds first, as soon as it is there and has any. */
  public String text(String css) {
    return await(
        "no text in " + css,
        () -> {
          var text = script("return document.querySelector(arguments[0])?.innerText ?? ''", css);
          return text.asText().isBlank() ? null : text.asText();
        });
  }

  /** Runs the body of a function in the page, and gives what it returns. */
  public JsonNode script(String body, Object... arguments) {
    return command("execute/sync", Map.of("script", body, "args", List.of(arguments)));
  }

  /** Lays the page out as on a screen of this size. */
  public void size(int width, int height) {
    devTools(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Has the page believe that the person prefers {@code light} or {@code dark}. */
  public void colorScheme(String scheme) {
    devTools(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Writes a picture of the page from its top to its end. */
  public void screenshot(Path png) {
    var picture =
        devTools("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "format", "png"));
    try {
      Files.createDirectories(png.toAbsolutePath().getParent());
      Files.write(png, Base64.getDecoder().decode(picture.path("data").asText()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The addresses that were asked for over the network, since this was last asked. */
  public List<URI> requests() {
    var addresses = new ArrayList<URI>();
    for (var entry : log("performance")) {
      var message = parse(entry.path("message").asText()).path("message");
      if (message.path("method").asText().equals("Network.requestWillBeSent")) {
        var address = message.at("/params/request/url").asText();
        if (!address.startsWith("data:")) {
          addresses.add(URI.create(address));
        }
      }
    }
    return addresses;
  }

  /** What the console has complained of, since this was last asked. */
  public List<String> errors() {
    var errors = new ArrayList<String>();
    for (var entry : log("browser")) {
      if (List.of("SEVERE", "WARNING").contains(entry.path("level").asText())) {
        errors.add(entry.path("message").asText());
      }
    }
    return errors;
  }

  private JsonNode log(String type) {
    return command("se/log", Map.of("type", type));
  }

  private JsonNode devTools(String name, Map<String, Object> parameters) {
    return command("goog/cdp/execute", Map.of("cmd", name, "params", parameters));
  }

  private @Nullable String element(String css) {
    var found = command("elements", Map.of("using", "css selector", "value", css)).path(0);
    return found.isMissingNode() ? null : found.elements().next().asText();
  }

  private boolean tryCommand(String path, Map<String, Object> body) {
    try {
      command(path, body);
      return true;
    } catch (Refused notYet) {
      return false;
    }
  }

  private JsonNode command(String path, Map<String, Object> body) {
    return send("POST", URI.create(session + "/" + path), body);
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

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What this gives, as soon as it gives anything. */
  private static <T> T await(String otherwise, Supplier<@Nullable T> attempt) {
    var end = System.nanoTime() + WAIT_MAX.toNanos();
    while (System.nanoTime() < end) {
      var result = attempt.get();
      if (result != null) {
        return result;
      }
      try {
        Thread.sleep(POLL.toMillis());
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
    throw new AssertionError(otherwise + " within " + WAIT_MAX);
  }

  @Override
  public void close() {
    try {
      send("DELETE", session, Map.of());
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
