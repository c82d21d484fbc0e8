package dev.inlet.event.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What must become of a batch by the table of the mapping, said once more and in another way. */
public final class Expected {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<String> IDS =
      Set.of(
          "userId",
          "anonymousId",
          "previousId",
          "groupId",
          "messageId",
          "originalTimestamp",
          "timestamp");

  private Expected() {}

  /** The records, without their time of receipt, in the order of the events. */
  public static List<JsonNode> records(JsonNode batch, long receivedAtMillis) {
    var records = new ArrayList<JsonNode>();
    for (var event : batch.path("batch")) {
      records.addAll(records(batch, event, receivedAtMillis));
    }
    return records;
  }

  private static List<JsonNode> records(JsonNode batch, JsonNode event, long receivedAtMillis) {
    var user = text(event, "userId");
    var anonymous = text(event, "anonymousId");
    var who = user.isEmpty() ? anonymous : user;
    var id = text(event, "messageId");
    var records = new ArrayList<JsonNode>();
    switch (event.path("type").asText()) {
      case "track" ->
          records.add(track(id, who, event.path("event").asText(), object(event, "properties")));
      case "page", "screen" -> {
        var metadata = object(event, "properties").deepCopy();
        for (var name : List.of("name", "category")) {
          if (event.hasNonNull(name) && !metadata.has(name)) {
            ((ObjectNode) metadata).set(name, event.get(name));
          }
        }
        records.add(track(id, who, "$" + event.path("type").asText(), metadata));
      }
      case "group" -> {
        var metadata = JSON.objectNode();
        metadata.set("groupId", event.get("groupId"));
        metadata.set("traits", object(event, "traits"));
        records.add(track(id, who, "$group", metadata));
      }
      case "identify" -> {
        var traits = event.hasNonNull("traits") ? event : event.path("context");
        var profile = record(id, "profile").put("userId", who);
        profile.set("attributes", object(traits, "traits"));
        records.add(profile);
        if (!user.isEmpty() && !anonymous.isEmpty() && !user.equals(anonymous)) {
          records.add(alias(id + ":alias", user, anonymous));
        }
      }
      case "alias" -> {
        var previous = text(event, "previousId");
        var original = previous.isEmpty() ? anonymous : previous;
        if (!original.equals(user)) {
          records.add(alias(id, user, original));
        }
      }
      default -> throw new AssertionError(event);
    }
    for (var record : records) {
      ((ObjectNode) record).put("timestampUTC", time(event, receivedAtMillis));
      var extra = extra(batch, event);
      if (!extra.isEmpty()) {
        ((ObjectNode) record).set("extra", extra);
      }
    }
    return records;
  }

  private static ObjectNode record(String id, String type) {
    var record = JSON.objectNode();
    return record.put("id", id).put("type", type);
  }

  private static ObjectNode track(String id, String who, String name, JsonNode metadata) {
    var track = record(id, "track").put("userId", who).put("eventName", name);
    track.set("metadata", metadata);
    return track;
  }

  private static ObjectNode alias(String id, String newUserId, String originalUserId) {
    return record(id, "alias").put("newUserId", newUserId).put("originalUserId", originalUserId);
  }

  private static String text(JsonNode event, String name) {
    return event.hasNonNull(name) ? event.get(name).asText() : "";
  }

  private static JsonNode object(JsonNode in, String name) {
    return in.path(name).isObject() ? in.get(name) : JSON.objectNode();
  }

  private static String timeMember(JsonNode event) {
    return text(event, "originalTimestamp").isEmpty() ? "timestamp" : "originalTimestamp";
  }

  private static long time(JsonNode event, long receivedAtMillis) {
    var time = text(event, timeMember(event));
    if (time.isEmpty()) {
      return receivedAtMillis;
    }
    return event.get(timeMember(event)).isNumber()
        ? Long.parseLong(time)
        : OffsetDateTime.parse(time).toInstant().toEpochMilli();
  }

  private static ObjectNode extra(JsonNode batch, JsonNode event) {
    var extra = JSON.objectNode();
    extra.setAll((ObjectNode) batch);
    extra.remove("batch");
    extra.setAll((ObjectNode) event);
    extra.remove(List.of("type", "userId", "messageId", "writeKey", "context"));
    if (event.has(timeMember(event))) {
      extra.remove(timeMember(event));
    }
    extra.remove(
        switch (event.path("type").asText()) {
          case "track" -> List.of("event", "properties");
          case "page", "screen" -> List.of("properties");
          case "group" -> List.of("groupId", "traits");
          case "identify" -> List.of("traits");
          default -> List.of("previousId");
        });
    if (Set.of("page", "screen").contains(event.path("type").asText())) {
      for (var name : List.of("name", "category")) {
        var property = event.path("properties").path(name);
        if (property.isMissingNode()
            || !event.hasNonNull(name)
            || property.equals(event.get(name))) {
          extra.remove(name);
        }
      }
    }
    for (var name : IDS) {
      if (event.has(name) && text(event, name).isEmpty()) {
        extra.remove(name);
      }
    }
    var context = JSON.objectNode();
    if (batch.path("context").isObject()) {
      context.setAll((ObjectNode) batch.get("context"));
    }
    if (event.path("context").isObject()) {
      context.setAll((ObjectNode) event.get("context"));
    }
    if (!context.isEmpty() || event.path("context").isObject()) {
      extra.set("context", context);
    }
    return extra;
  }
}
