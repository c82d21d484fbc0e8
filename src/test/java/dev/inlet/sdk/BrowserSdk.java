package dev.inlet.sdk;

import dev.inlet.api.Browser;
import dev.inlet.api.Site;
import java.nio.file.Path;

/**
 * An SDK for browsers, on a page of another origin; nothing of it comes from elsewhere.
 *
 * @param requirement the package, with its version
 * @param library the file of it that a page loads
 * @param program what makes it ready
 */
record BrowserSdk(String name, String requirement, String library, String program) implements Sdk {
  @Override
  public Sender start(String host, String key, Path folder) {
    var installed = Installed.npm(requirement.substring(1).replaceAll("\\W", "-"), requirement);
    var browser = Browser.start();
    var library = installed.text("node_modules/" + this.library).replace("</script", "<\\/script");
    var ready = own(installed, program).replace("HOST", host).replace("KEY", key);
    var site = new Site(library + "\n" + ready + own(installed, "browser-calls.js"));
    browser.open(site.page());
    return new Open(browser, site);
  }

  private static String own(Installed installed, String name) {
    installed.program(name);
    return installed.text(name);
  }

  @Override
  public String page() {
    return "$page";
  }

  @Override
  public String toString() {
    return name;
  }

  private record Open(Browser browser, Site site) implements Sender {
    @Override
    public void send(String n) {
      browser.script("send(arguments[0])", n);
    }

    /** The page stays open until the test has seen what it wants. */
    @Override
    public void finish() {}

    @Override
    public void close() {
      browser.close();
      site.close();
    }
  }
}
