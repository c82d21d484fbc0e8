import com.rudderstack.sdk.java.analytics.Callback;
import com.rudderstack.sdk.java.analytics.RudderAnalytics;
import com.rudderstack.sdk.java.analytics.messages.AliasMessage;
import com.rudderstack.sdk.java.analytics.messages.GroupMessage;
import com.rudderstack.sdk.java.analytics.messages.IdentifyMessage;
import com.rudderstack.sdk.java.analytics.messages.Message;
import com.rudderstack.sdk.java.analytics.messages.PageMessage;
import com.rudderstack.sdk.java.analytics.messages.TrackMessage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Sends one of each call for every line of its input, by com.rudderstack.sdk.java.analytics:analytics. */
public final class RudderJava {
  private static final Set<String> OPEN = ConcurrentHashMap.newKeySet();

  public static void main(String[] arguments) throws Exception {
    var settled =
        new Callback() {
          @Override
          public void success(Message message) {
            OPEN.remove(message.messageId());
          }

          @Override
          public void failure(Message message, Throwable error) {
            System.out.println("error " + error);
            OPEN.remove(message.messageId());
          }
        };
    var analytics =
        RudderAnalytics.builder(arguments[1])
            .setDataPlaneUrl(arguments[0])
            .flushInterval(1, TimeUnit.SECONDS)
            .retries(100)
            .callback(settled)
            .messageInterceptor(
                message -> {
                  OPEN.add(message.messageId());
                  return message;
                })
            .build();
    var lines = new java.io.BufferedReader(new java.io.InputStreamReader(System.in));
    for (var n = lines.readLine(); n != null; n = lines.readLine()) {
      var user = "u-" + n;
      analytics.enqueue(
          TrackMessage.builder("Bought").userId(user).properties(Map.of("n", n, "price", 14.99)));
      analytics.enqueue(
          IdentifyMessage.builder()
              .userId(user)
              .anonymousId("a-" + n)
              .traits(Map.of("plan", "pro")));
      analytics.enqueue(AliasMessage.builder("old-" + n).userId(user));
      analytics.enqueue(PageMessage.builder("Home").userId(user).properties(Map.of("url", "/x", "n", n)));
      analytics.enqueue(
          GroupMessage.builder("g-" + n).userId(user).traits(Map.of("name", "Initech")));
      for (int i = 0; i < 10; i++) {
        analytics.enqueue(
            TrackMessage.builder("Batched " + i).userId(user).properties(Map.of("n", n)));
      }
    }
    analytics.flush();
    while (!OPEN.isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    analytics.shutdown();
    System.exit(0);
  }
}
