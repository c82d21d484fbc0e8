import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * So many requests a second, whatever the server makes of them: most of them track, some are about
 * a profile or an alias. Any answer but 200 fails the run.
 */
public final class TrackSimulation extends Simulation {
  private static final String URL = System.getProperty("stress.url");
  private static final String KEY = Objects.requireNonNullElse(System.getenv("STRESS_KEY"), "");
  private static final int EVENTS = Integer.getInteger("stress.events", 20);
  private static final double RATE = Integer.getInteger("stress.rate", 100);
  private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("stress.seconds", 60));
  private static final Duration RISE = Duration.ofSeconds(5);
  private static final int PEOPLE = 100_000;
  private static final List<String> NAMES =
      List.of("report_exported", "page_viewed", "signup_completed", "item_added", "search_done");

  public TrackSimulation() {
    setUp(
            scenario("clients")
                .exec(
                    randomSwitch()
                        .on(
                            percent(90).then(post("/track", session -> track())),
                            percent(7).then(post("/profile", session -> profile())),
                            percent(3).then(post("/alias", session -> alias()))))
                .injectOpen(
                    rampUsersPerSec(1).to(RATE).during(RISE),
                    constantUsersPerSec(RATE).during(TIME)))
        .protocols(protocol())
        .assertions(global().failedRequests().count().is(0L));
  }

  private static HttpProtocolBuilder protocol() {
    var protocol =
        http.baseUrl(URL).shareConnections().contentTypeHeader("application/json").disableWarmUp();
    return KEY.isEmpty() ? protocol : protocol.header("X-Write-Key", KEY);
  }

  private static ChainBuilder post(String path, Function<Session, String> body) {
    HttpRequestActionBuilder request =
        http(path).post(path).body(StringBody(body)).check(status().is(200));
    return exec(request);
  }

  private static String track() {
    return Stream.generate(TrackSimulation::event)
        .limit(EVENTS)
        .collect(Collectors.joining(",", "{\"userId\":\"" + person() + "\",\"events\":[", "]}"));
  }

  private static String event() {
    return """
        {"eventName":"%s","metadata":{"rows":%d,"ratio":0.%02d,"path":"/reports/%d"},"timestampUTC":%d}"""
        .formatted(
            NAMES.get(random(NAMES.size())), random(10_000), random(100), random(500), now());
  }

  private static String profile() {
    return """
        {"userId":"%s","attributes":{"plan":"%s","seats":%d},"timestampUTC":%d}"""
        .formatted(person(), random(2) == 0 ? "free" : "pro", random(50), now());
  }

  private static String alias() {
    return """
        {"newUserId":"%s@example.com","originalUserId":"%s","timestampUTC":%d}"""
        .formatted(person(), person(), now());
  }

  private static String person() {
    return "stress-" + random(PEOPLE);
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }

  private static long now() {
    return System.currentTimeMillis();
  }
}
