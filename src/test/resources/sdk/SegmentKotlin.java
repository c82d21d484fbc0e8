import com.segment.analytics.kotlin.core.AliasEvent;
import com.segment.analytics.kotlin.core.RequestFactory;
import com.segment.analytics.kotlin.core.compat.ConfigurationBuilder;
import com.segment.analytics.kotlin.core.compat.JavaAnalytics;
import com.segment.analytics.kotlin.core.utilities.InMemoryStorageProvider;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Sends one of each call for every line of its input, by com.segment.analytics.kotlin:core. */
public final class SegmentKotlin {
  /** How often in a row nothing must be left to send. */
  private static final int QUIET = 20;

  /** It knows no scheme but https. */
  private static final class Plain extends RequestFactory {
    @Override
    public HttpURLConnection openConnection(String url) {
      return super.openConnection(url.replaceFirst("^https:", "http:"));
    }
  }

  public static void main(String[] arguments) throws Exception {
    var host = arguments[0].substring("http://".length()) + "/v1";
    var configuration =
        new ConfigurationBuilder(arguments[1])
            .setApplication("app")
            .setFlushInterval(1)
            .setApiHost(host)
            .setCdnHost(host)
            .setRequestFactory(new Plain())
            .build();
    configuration.setStorageProvider(new InMemoryStorageProvider());
    var analytics = new JavaAnalytics(configuration);
    var lines = new java.io.BufferedReader(new java.io.InputStreamReader(System.in));
    for (var n = lines.readLine(); n != null; n = lines.readLine()) {
      analytics.track("Bought", Map.of("n", n, "price", 14.99));
      analytics.identify("u-" + n, Map.of("plan", "pro"));
      analytics.process(new AliasEvent("u-" + n, "old-" + n));
      analytics.screen("Home", Map.of("url", "/x", "n", n), "");
      analytics.group("g-" + n, Map.of("name", "Initech"));
      for (int i = 0; i < 10; i++) {
        analytics.track("Batched " + i, Map.of("n", n));
      }
    }
    for (int quiet = 0; quiet < QUIET; quiet++) {
      analytics.flush();
      TimeUnit.MILLISECONDS.sleep(100);
      quiet = analytics.pendingUploads().isEmpty() ? quiet : 0;
    }
    System.exit(0);
  }
}
