package dev.inlet.event.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inlet.event.RandomJson;
import dev.inlet.event.RecordSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

/** Any batch of valid events becomes what the table of the mapping says. */
class MappingPropertiesTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @RepeatedTest(300)
  void becomesWhatTheTableSays() throws JsonProcessingException {
    var body = batch();
    var lines = Said.lines(Said.accepted(Endpoint.BATCH, body));

    assertThat(lines.stream().map(line -> plain(parse(line))).toList())
        .as("seed %s: %s", seed, body)
        .isEqualTo(
            Expected.records(JSON.readTree(body), Said.NOW).stream()
                .map(MappingPropertiesTest::plain)
                .toList());
  }

  @RepeatedTest(50)
  void becomesRecordsOfTheSchema() {
    var body = batch();
    for (var line : Said.lines(Said.accepted(Endpoint.BATCH, body))) {
      assertThat(RecordSchema.errors(whole(line))).as("seed %s: %s", seed, line).isEmpty();
    }
  }

  @RepeatedTest(100)
  void keepsPropertiesToTheLetter() {
    var properties = String.join("", RandomJson.object(random));
    var body =
        "{\"batch\":[{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"properties\":"
            + RandomJson.spaced(random, List.of(properties))
            + "}]}";

    assertThat(Said.records(Endpoint.BATCH, body).get(0))
        .contains("\"metadata\":" + properties + ",\"timestampUTC\"");
  }

  /** A line as it is in the lake. */
  private static String whole(String line) {
    return line.replaceFirst(
        "\"type\":\"[a-z]+\"", "$0,\"receivedAt\":\"2026-11-21T01:26:49.123Z\"");
  }

  /** With each number as Jackson writes it, whichever type it had. */
  private static JsonNode plain(JsonNode record) {
    return parse(record.toString());
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }

  private String batch() {
    var events = new ArrayList<String>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      events.add(event(i));
    }
    var members = new ArrayList<String>();
    members.add("\"batch\":[" + String.join(",", events) + "]");
    maybe(members, "\"context\":" + pick("null", "{}", "[]", "{\"a\":1,\"library\":{\"n\":1}}"));
    maybe(members, "\"sentAt\":\"2026-11-21T01:37:14.127310+00:00\"");
    maybe(members, "\"timestamp\":\"t\"");
    maybe(members, "\"writeKey\":\"key\"");
    return shuffled(members);
  }

  private String event(int index) {
    var type = pick("track", "page", "screen", "group", "identify", "alias");
    var members = new ArrayList<String>();
    members.add("\"type\":\"" + type + "\"");
    members.add("\"messageId\":" + pick("\"m" + index + "\"", "\"é" + index + "\"", "" + index));
    members.add("\"userId\":" + pick("\"u\"", "\"\\u0061\"", "\"é\"", "12"));
    maybe(members, "\"anonymousId\":" + pick("null", "\"\"", "\"a\"", "\"u\"", "12"));
    maybe(members, "\"context\":" + context());
    maybe(members, "\"integrations\":{\"All\":true}");
    maybe(members, "\"sentAt\":null");
    maybe(members, "\"name\":" + pick("null", "\"N\"", "1.50"));
    maybe(members, "\"category\":" + pick("null", "\"C\""));
    maybe(members, "\"x\":" + String.join("", RandomJson.object(random)));
    maybe(members, "\"originalTimestamp\":" + time());
    maybe(members, "\"timestamp\":" + time());
    maybe(members, "\"traits\":" + pick("null", "{}", "{\"e\":1}"));
    if (type.equals("track")) {
      members.add("\"event\":\"e\"");
    }
    maybe(members, "\"properties\":" + properties());
    if (type.equals("group")) {
      members.add("\"groupId\":" + pick("\"g\"", "7"));
    }
    if (type.equals("alias")) {
      members.add("\"previousId\":" + pick("\"p\"", "\"a\"", "\"u\"", "12"));
    }
    return shuffled(members);
  }

  private String properties() {
    return pick(
        "null",
        "{}",
        "[]",
        "{\"name\":\"N\",\"q\":[]}",
        "{\"category\":\"D\"}",
        String.join("", RandomJson.object(random)));
  }

  private String context() {
    return pick("null", "[]", "{}", "{\"traits\":{\"c\":2},\"\\u0061\":3}", "{\"library\":null}");
  }

  private String time() {
    return pick(
        "null",
        "\"\"",
        "1700000000",
        "1700000000000",
        "\"2026-11-21T01:37:13.827Z\"",
        "\"2026-11-21T01:37:13+05:30\"",
        "\"2026-11-21T01:37:13.123456789+00:00\"");
  }

  private String pick(String... from) {
    return RandomJson.pick(random, from);
  }

  private void maybe(List<String> members, String member) {
    if (random.nextBoolean()) {
      members.add(member);
    }
  }

  private String shuffled(List<String> members) {
    java.util.Collections.shuffle(members, random);
    return "{" + String.join(",", members) + "}";
  }
}
