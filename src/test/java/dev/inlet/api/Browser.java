package dev.inlet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.RunningInlet;
import dev.inlet.process.InletProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real browser with a page in it, for the tests of a class. Each of them is skipped, with the
 * reason, where none is installed.
 *
 * <p>What one clicks, or asks the {@link #text} of, is waited for.
 */
public final class Browser
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, AutoCloseable {
  public static final int HEIGHT = 900;
  private static final int WIDTH = 1400;
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final Duration WAIT_MAX = Duration.ofMinutes(2);

  private Optional<WebDriver> driver = Optional.empty();

  /** Starts one, for a test alone. */
  public static Browser start() {
    var browser = new Browser();
    browser.driver = WebDriver.start();
    browser.needsOne();
    return browser;
  }

  @Override
  public void beforeAll(ExtensionContext tests) {
    driver = WebDriver.start();
  }

  /** Before each, so that each is reported as skipped. */
  @Override
  public void beforeEach(ExtensionContext test) {
    needsOne();
    size(WIDTH, HEIGHT);
    colorScheme("light");
  }

  @Override
  public void afterAll(ExtensionContext tests) {
    close();
  }

  @Override
  public void close() {
    driver.ifPresent(WebDriver::close);
  }

  public boolean isInstalled() {
    return driver.isPresent();
  }

  private void needsOne() {
    assumeTrue(
        isInstalled(),
        "needs chromedriver and chromium on the PATH (Debian: chromium, chromium-driver), or"
            + " INLET_TEST_CHROMEDRIVER");
  }

  private WebDriver driver() {
    return driver.orElseThrow();
  }

  public void open(URI page) {
    driver().command("url", Map.of("url", page.toString()));
  }

  /** Opens a page, and forgets what others before it asked for and complained of. */
  public void openAnew(URI page) {
    open(URI.create("about:blank"));
    requests();
    errors();
    open(page);
  }

  public void reachedNoOtherServerAndHadNoErrors(RunningInlet inlet) {
    assertThat(requests())
        .isNotEmpty()
        .allSatisfy(address ->
            assertThat(address).hasScheme("http").hasAuthority("127.0.0.1:" + inlet.port()));
    assertThat(errors()).isEmpty();
  }

  /** Opens another tab, which all that follows is about. */
  public void newTab() {
    var tab = driver().command("window/new", Map.of("type", "tab")).path("handle").asText();
    driver().command("window", Map.of("handle", tab));
  }

  /** Closes the tab; all that follows is about the first one. */
  public void closeTab() {
    var left = driver().delete("/window");
    driver().command("window", Map.of("handle", left.path(0).asText()));
  }

  /** Clicks what the selector finds first, as soon as it is there and can be clicked. */
  public void click(String css) {
    InletProcess.await(css + " is clicked", WAIT_MAX, () -> driver().click(css));
  }

  /** The visible text of what the selector finds first, as soon as it is there and has any. */
  public String text(String css) {
    InletProcess.await(css + " has text", WAIT_MAX, () -> !shown(css).isBlank());
    return shown(css);
  }

  /** The text of what the selector finds first as it is seen now; none when it is not. */
  public String shown(String css) {
    return script(
            "const e = document.querySelector(arguments[0]);"
                + " return e?.checkVisibility() ? e.innerText : ''",
            css)
        .asText();
  }

  public void awaitShown(String css, String text) {
    InletProcess.await(css + " says " + text, WAIT_MAX, () -> shown(css).contains(text));
  }

  /** The text of each that the selector finds. */
  public List<String> texts(String css) {
    var found =
        script("return [...document.querySelectorAll(arguments[0])].map((e) => e.innerText)", css);
    return StreamSupport.stream(found.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** How many the selector finds. */
  public int count(String css) {
    return script("return document.querySelectorAll(arguments[0]).length", css).asInt();
  }

  public String background(String css) {
    var script = "return getComputedStyle(document.querySelector(arguments[0])).backgroundColor";
    return script(script, css).asText();
  }

  /** How wide the page is, also when the window is not. */
  public int width() {
    return script("return document.documentElement.scrollWidth").asInt();
  }

  /** Sets what a field holds. */
  public void fill(String css, String value) {
    script("document.querySelector(arguments[0]).value = arguments[1]", css, value);
  }

  /** Presses a key where the focus is. */
  public void press(String key) {
    script(
        "(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown',"
            + " {key: arguments[0], bubbles: true, cancelable: true}))",
        key);
  }

  /** Has {@link #copied} tell what the page copies from here on. */
  public void keepCopies() {
    script("navigator.clipboard.writeText = async (text) => { window.copied = text; }");
  }

  public String copied() {
    return script("return window.copied").asText();
  }

  /** Runs the body of a function in the page, and gives what it returns. */
  public JsonNode script(String body, Object... arguments) {
    return driver().command("execute/sync", Map.of("script", body, "args", List.of(arguments)));
  }

  /** Lays the page out as on a screen of this size. */
  public void size(int width, int height) {
    driver()
        .devTools(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Has the page believe that the person prefers {@code light} or {@code dark}. */
  public void colorScheme(String scheme) {
    driver()
        .devTools(
            "Emulation.setEmulatedMedia",
            Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Keeps a picture of the page from its top to its end. */
  public void screenshot(String name) {
    var picture =
        driver()
            .devTools(
                "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "format", "png"));
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(
          SCREENSHOTS.resolve(name + ".png"),
          Base64.getDecoder().decode(picture.path("data").asText()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The addresses that were asked for over the network, since this was last asked. */
  private List<URI> requests() {
    var addresses = new ArrayList<URI>();
    for (var entry : driver().log("performance")) {
      var message = WebDriver.parse(entry.path("message").asText()).path("message");
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
    for (var entry : driver().log("browser")) {
      if (List.of("SEVERE", "WARNING").contains(entry.path("level").asText())) {
        errors.add(entry.path("message").asText());
      }
    }
    return errors;
  }
}
