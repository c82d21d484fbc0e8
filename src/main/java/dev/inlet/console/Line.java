package dev.inlet.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What is said of an event in a line of a terminal. Nothing that a client has sent can move the
 * cursor, or say more than one line.
 */
final class Line {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String FAINT = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";

  private Line() {}

  static String of(String data, boolean isColoured) {
    var entry = json(data);
    boolean isGood = entry.path("verdict").asText().equals("good");
    var line = new StringJoiner("  ");
    line.add(
        paint(TIME.format(Instant.parse(entry.path("receivedAt").asText())), FAINT, isColoured));
    line.add(paint(isGood ? "taken  " : "refused", isGood ? GREEN : RED, isColoured));
    line.add(padded(first(entry, "type", "path")));
    add(line, entry.path("source").textValue());
    add(line, entry.path("userId").textValue());
    add(line, entry.path("eventName").textValue());
    for (var error : entry.path("errors")) {
      var words = error.path("pointer").asText() + " " + error.path("message").asText();
      line.add(paint(safe(words.strip()), RED, isColoured));
    }
    return line.toString();
  }

  private static String first(JsonNode entry, String one, String other) {
    return safe(entry.path(entry.has(one) ? one : other).asText());
  }

  private static String padded(String text) {
    return String.format(Locale.ROOT, "%-7s", text);
  }

  private static void add(StringJoiner line, @Nullable String text) {
    if (text != null) {
      line.add(safe(text));
    }
  }

  private static String safe(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}\u2028\u2029]", "\ufffd");
  }

  private static String paint(String text, String colour, boolean isColoured) {
    return isColoured ? colour + text + PLAIN : text;
  }

  /** What a server that refuses says of it. */
  static String refusal(int status, @Nullable String body) {
    var message = json(body == null ? "{}" : body).path("message").asText();
    return "the server answers " + status + (message.isEmpty() ? "" : ": " + safe(message));
  }

  static String dropped(String data) {
    return json(data).path("events").asLong() + " events were too fast to be shown";
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException notJson) {
      return JSON.createObjectNode();
    }
  }
}
