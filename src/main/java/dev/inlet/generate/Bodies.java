package dev.inlet.generate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inlet.event.Call;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** Writes the bodies of posts, each with ids of its own, so that what is sent twice is known. */
final class Bodies {
  static final String WEB = "web";
  static final String PHONE = "phone";
  static final String SERVER = "server";

  private static final HexFormat HEX = HexFormat.of();
  private static final int MILLIS_PER_SECOND = 1000;
  private static final int NANOS_PER_MILLI = 1_000_000;

  private final RandomGenerator luck;

  Bodies(RandomGenerator luck) {
    this.luck = luck;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  ObjectNode event(String name, ObjectNode metadata, long timestamp) {
    var event = object().put("eventName", name);
    event.set("metadata", metadata);
    return event.put("timestampUTC", timestamp).put("messageId", messageId());
  }

  Post track(String source, String user, List<ObjectNode> events, long receivedAtMillis) {
    var body = object().put("userId", user);
    body.putArray("events").addAll(events);
    return new Post(
        Post.Kind.USUAL, Call.TRACK, source, body.toString(), events.size(), receivedAtMillis);
  }

  /** As back ends do, in seconds, when it is told to others. */
  Post fromServer(String user, String event, ObjectNode metadata, long millis) {
    var told = event(event, metadata, millis / MILLIS_PER_SECOND);
    return track(SERVER, user, List.of(told), millis + MILLIS_PER_SECOND);
  }

  Post alias(String source, String newUser, String originalUser, long millis) {
    var body = object().put("newUserId", newUser).put("originalUserId", originalUser);
    return post(Call.ALIAS, source, body, millis, millis);
  }

  Post profile(String user, ObjectNode attributes, long millis) {
    var body = object().put("userId", user);
    body.set("attributes", attributes);
    long seconds = millis / MILLIS_PER_SECOND;
    return post(Call.PROFILE, SERVER, body, seconds, millis + MILLIS_PER_SECOND);
  }

  /** What an app with a fault sends. */
  Post bad(String source, String user, long millis) {
    var good = event("page_viewed", object(), millis);
    var wrong = event("page_viewed", object(), millis);
    var post =
        switch (luck.nextInt(5)) {
          case 0 -> {
            wrong.put("timestampUTC", Long.toString(millis));
            yield track(source, user, List.of(good, wrong), millis);
          }
          case 1 -> {
            wrong.remove("eventName");
            yield track(source, user, List.of(good, wrong), millis);
          }
          case 2 -> {
            wrong.put("timestampUTC", millis * NANOS_PER_MILLI);
            yield track(source, user, List.of(wrong), millis);
          }
          case 3 -> post(Call.ALIAS, source, object().put("userId", user), millis, millis);
          default -> track(source, user, List.of(good), millis).cut();
        };
    return post.as(Post.Kind.BAD);
  }

  private Post post(
      Call call, String source, ObjectNode body, long timestamp, long receivedAtMillis) {
    var whole = body.put("timestampUTC", timestamp).put("messageId", messageId());
    return new Post(Post.Kind.USUAL, call, source, whole.toString(), 1, receivedAtMillis);
  }

  private String messageId() {
    return HEX.toHexDigits(luck.nextLong());
  }
}
