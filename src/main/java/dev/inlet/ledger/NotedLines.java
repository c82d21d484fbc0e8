package dev.inlet.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inlet.delivery.Contents;
import dev.inlet.delivery.RawObjects;
import dev.inlet.ledger.Corrections.Hour;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads files below {@code _ledger/} in a lake that have a JSON object a line, and counts the lines
 * that can't be read: somebody may have cut or edited them.
 */
final class NotedLines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RawObjects lake;
  private final Map<String, Integer> unreadable = new TreeMap<>();

  NotedLines(RawObjects lake) {
    this.lake = lake;
  }

  /**
   * What the lines of a file say, but for those that can't be read.
   *
   * @param decoder throws what it likes when a member is not what it has to be
   */
  <T> List<T> read(String file, Function<JsonNode, T> decoder) throws IOException {
    try (var in = lake.read(file)) {
      var decoded = new ArrayList<T>();
      for (var line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
        try {
          decoded.add(decoder.apply(JSON.readTree(line)));
        } catch (JsonProcessingException | RuntimeException e) {
          unreadable.merge(file, 1, Integer::sum);
        }
      }
      return decoded;
    }
  }

  /** What a reader of a verdict has to know. */
  List<String> notes() {
    return unreadable.entrySet().stream()
        .map(file ->
            "%s: %d lines can't be read, and what they say is not known"
                .formatted(file.getKey(), file.getValue()))
        .toList();
  }

  /** Refuses to go on when lines could not be read: who writes the file anew would lose them. */
  void refuseUnreadable() throws IOException {
    if (!unreadable.isEmpty()) {
      throw new IOException(String.join("; ", notes()));
    }
  }

  static Hour hour(JsonNode line) {
    return new Hour(text(line, "stream"), Hours.of(text(line, "hour")));
  }

  static Contents contents(JsonNode line, String lines, String sum) {
    if (!line.path(lines).canConvertToLong()) {
      throw new IllegalArgumentException("no number: " + lines);
    }
    return new Contents(
        line.path(lines).longValue(), HexFormat.fromHexDigitsToLong(text(line, sum)));
  }

  static String text(JsonNode line, String member) {
    if (!line.path(member).isTextual()) {
      throw new IllegalArgumentException("no text: " + member);
    }
    return line.path(member).textValue();
  }
}
