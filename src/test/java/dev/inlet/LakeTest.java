package dev.inlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlet.delivery.directory.DirectoryObjects;
import dev.inlet.lake.Format;
import dev.inlet.lake.Lake;
import dev.inlet.lake.Order;
import dev.inlet.lake.Resources;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a request to a row: what clients post, and what a query answers. */
class LakeTest {
  private @TempDir Path data;

  @Test
  void whatWasPostedIsCountedForThePersonWhoDidIt() throws IOException {
    long now = Instant.now().getEpochSecond();
    try (var inlet = RunningInlet.start(data, Map.of())) {
      inlet.post("/track", track("cookie", "visit", now));
      inlet.post("/track", track("ada@example.com", "signup", now));
      inlet.post(
          "/alias",
          "{\"originalUserId\":\"cookie\",\"newUserId\":\"ada@example.com\",\"timestampUTC\":%d}"
              .formatted(now));
      inlet.post(
          "/profile",
          "{\"userId\":\"ada@example.com\",\"attributes\":{\"plan\":\"pro\"},\"timestampUTC\":%d}"
              .formatted(now));
      assertThat(inlet.post("/track", track(" ", "visit", now)).statusCode()).isEqualTo(400);
    }
    var folder = data.resolve("lake");
    var lake = new Lake(folder, Clock.systemUTC(), Resources.usual());

    assertThat(lake.build(new DirectoryObjects(folder), Order.NEWS, stage -> {}).lines())
        .isEqualTo(5);
    var out = new StringWriter();
    try (var reading = lake.read()) {
      reading.query(
          """
          select event_name, e.person_id, json_extract_string(attributes, 'plan') as plan
          from processed.events as e join processed.profiles as p using (person_id)
          order by event_name\
          """,
          Format.CSV,
          new PrintWriter(out));
      reading.query(
          "select code, pointer from processed.rejected", Format.CSV, new PrintWriter(out));
    }
    assertThat(out.toString().lines())
        .containsExactly(
            "event_name,person_id,plan",
            "signup,ada@example.com,pro",
            "visit,ada@example.com,pro",
            "code,pointer",
            "blank,/userId");
  }

  private static String track(String user, String event, long timestamp) {
    return """
    {"userId":"%s","events":[{"eventName":"%s","metadata":{},"timestampUTC":%d}]}\
    """
        .formatted(user, event, timestamp);
  }
}
