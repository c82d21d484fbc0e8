package dev.inlet.lake.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line of a raw object.
 *
 * @param object the key of the object
 * @param json what it says; numbers with a fraction or an exponent are doubles
 */
record RawRecord(String object, JsonNode json) {
  /** The largest timestamp that is in seconds: the end of the year 9999. */
  private static final long SECONDS_MAX = 253402300799L;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

  /** What decides which of two says the last word. */
  static final Comparator<RawRecord> BY_TIME =
      Comparator.comparing(RawRecord::occurredAt)
          .thenComparing(RawRecord::receivedAt)
          .thenComparing(RawRecord::id, RawRecord::compare);

  private static final Comparator<RawRecord> BY_RECEIPT =
      Comparator.comparing(RawRecord::receivedAt)
          .thenComparing(RawRecord::object, RawRecord::compare)
          .thenComparing(RawRecord::occurredAt);

  /** As engines order text: by its code points. */
  private static int compare(String one, String other) {
    return Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }

  private record Key(@Nullable String source, String id) {}

  static RawRecord of(String object, String line) {
    return new RawRecord(object, parse(line));
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of a type; of several with the same source and id the first received. */
  static Collection<RawRecord> once(List<RawRecord> records, String type) {
    var firsts = new HashMap<Key, RawRecord>();
    for (var each : records) {
      if (each.text("type").equals(type)) {
        firsts.merge(
            new Key(each.source(), each.id()),
            each,
            (one, other) -> BY_RECEIPT.compare(one, other) <= 0 ? one : other);
      }
    }
    return firsts.values();
  }

  JsonNode member(String name) {
    return Objects.requireNonNull(json.get(name), name);
  }

  String text(String member) {
    return member(member).textValue();
  }

  String id() {
    return text("id");
  }

  @Nullable String source() {
    return json.path("source").textValue();
  }

  Instant receivedAt() {
    return Instant.parse(text("receivedAt"));
  }

  Instant occurredAt() {
    long timestamp = member("timestampUTC").longValue();
    return timestamp <= SECONDS_MAX
        ? Instant.ofEpochSecond(timestamp)
        : Instant.ofEpochMilli(timestamp);
  }
}
