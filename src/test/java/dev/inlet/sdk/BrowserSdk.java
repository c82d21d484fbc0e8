package dev.inlet.sdk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inlet.api.Browser;
import dev.inlet.api.Site;
import java.nio.file.Path;

/** The SDK for browsers, on a page of another origin; nothing of it comes from elsewhere. */
record BrowserSdk(String name, String requirement) implements Sdk {
  @Override
  public Sender start(String host, String key, Path folder) {
    var installed = Installed.npm(name, requirement);
    var browser = Browser.start(folder.resolve("profile"));
    assumeTrue(browser.isPresent(), "needs chromedriver and chromium on the PATH");
    installed.program("segment-browser.js");
    var page = installed.text("segment-browser.js").replace("HOST", host).replace("KEY", key);
    var library = installed.text("node_modules/@segment/analytics-next/dist/umd/index.js");
    var site = new Site(library.replace("</script", "<\\/script") + "\n" + page);
    browser.get().open(site.page());
    return new Open(browser.get(), site);
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
