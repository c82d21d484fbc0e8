package dev.inlet.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inlet.event.BodyReader;
import dev.inlet.event.Call;
import dev.inlet.event.Envelope;
import dev.inlet.event.EventLimits;
import dev.inlet.event.Reading;
import dev.inlet.event.Secrets;
import dev.inlet.event.segment.Endpoint;
import dev.inlet.event.segment.SegmentReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a rejected record whose body was repaired the lines that it would have made at once: by
 * the same checks and the same encoder, with its id, its source and its time of receipt.
 */
final class Repaired {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EVENTS_MAX = 100_000;
  private static final int LINES_BYTES_MAX = 64 << 20;
  private static final int EVENT_BYTES_MAX = 900 << 10;

  private static final EventLimits LIMITS =
      new EventLimits(EVENTS_MAX, EVENT_BYTES_MAX, LINES_BYTES_MAX);

  private final BodyReader reader = new BodyReader(LIMITS);
  private final SegmentReader segmentReader =
      new SegmentReader(LIMITS, () -> new Secrets(List.of()));

  /** What became of a record. */
  sealed interface Outcome {
    /** Its lines, each with a line feed. */
    @SuppressWarnings("ArrayRecordComponent")
    record Taken(byte[] lines, int count, long receivedAtMillis) implements Outcome {}

    /** It is still wrong. */
    record Refused(String reason) implements Outcome {}
  }

  Outcome read(byte[] line) {
    JsonNode record;
    try {
      record = JSON.readTree(new String(line, UTF_8));
    } catch (JsonProcessingException e) {
      return new Outcome.Refused("it is not JSON");
    }
    var id = record.path("id").asText();
    var receivedAt = instant(record.path("receivedAt").asText());
    var body = body(record);
    if (!record.path("type").asText().equals("rejected") || id.isEmpty() || receivedAt.isEmpty()) {
      return new Outcome.Refused("it is not a rejected record");
    }
    if (body.isEmpty()) {
      return new Outcome.Refused("it has neither a body nor a bodyBase64");
    }
    long millis = receivedAt.get().toEpochMilli();
    if (isRecord(body.get(), id)) {
      return new Outcome.Taken(withLineFeed(body.get()), 1, millis);
    }
    if (record.has("bodyBytes")) {
      return new Outcome.Refused(
          "only the beginning of its body was kept; with the whole body, remove bodyBytes");
    }
    return read(record, id, millis, body.get());
  }

  private Outcome read(JsonNode record, String id, long millis, byte[] body) {
    var reading = reading(record.path("path").asText(), body);
    if (reading == null) {
      return new Outcome.Refused("its path takes no events");
    }
    var source = record.path("source");
    boolean isWhole = isUuid(id);
    var envelope =
        new Envelope(
            isWhole ? id : UUID.randomUUID().toString(),
            millis,
            source.isTextual() ? source.textValue() : null,
            null,
            null,
            null);
    return switch (reading) {
      case Reading.Refused refused -> new Outcome.Refused(refused.refusal().detail());
      case Reading.Accepted accepted when !accepted.refused().isEmpty() ->
          new Outcome.Refused(accepted.refused().getFirst().errors().getFirst().message());
      case Reading.Accepted accepted when accepted.accepted() == 0 ->
          new Outcome.Refused("its body holds no event");
      case Reading.Accepted accepted when !isWhole && accepted.accepted() > 1 ->
          new Outcome.Refused("it was one event, and its body holds more");
      case Reading.Accepted accepted -> {
        var lines = accepted.lines(envelope);
        var bytes = Arrays.copyOf(lines.bytes(), lines.length());
        yield new Outcome.Taken(isWhole ? bytes : withIds(bytes, id), lines.count(), millis);
      }
    };
  }

  /** What the body says, as if it were posted there again; null when nothing can be. */
  private @Nullable Reading reading(String path, byte[] body) {
    var call = Call.at(path);
    if (call != null) {
      return reader.read(call, body, body.length);
    }
    var endpoint = Endpoint.at(path);
    return endpoint == null ? null : segmentReader.read(endpoint, body, body.length);
  }

  /**
   * An event keeps the id that it was refused with, whichever its place in the body was; and the
   * link that follows from it, the id that follows.
   */
  private static byte[] withIds(byte[] lines, String id) {
    var text = new StringBuilder();
    for (var line : new String(lines, UTF_8).lines().toList()) {
      int end = line.indexOf("\",\"type\":\"");
      var own = text.isEmpty() ? id : id + Endpoint.LINK_SUFFIX;
      text.append("{\"id\":").append(quoted(own)).append(line.substring(end + 1)).append('\n');
    }
    return text.toString().getBytes(UTF_8);
  }

  private static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What Firehose refused is kept as the record that it is, and goes as such. */
  private static boolean isRecord(byte[] body, String id) {
    var text = new String(body, UTF_8);
    try {
      return text.startsWith("{\"id\":" + quoted(id) + ",\"type\":\"")
          && text.indexOf('\n') < 0
          && JSON.readTree(text).path("receivedAt").isTextual();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static byte[] withLineFeed(byte[] line) {
    var ended = Arrays.copyOf(line, line.length + 1);
    ended[line.length] = '\n';
    return ended;
  }

  /** The bytes of the body, as text or in base64. */
  private static Optional<byte[]> body(JsonNode record) {
    var body = record.path("body");
    if (body.isTextual()) {
      return Optional.of(body.textValue().getBytes(UTF_8));
    }
    var base64 = record.path("bodyBase64");
    try {
      return base64.isTextual()
          ? Optional.of(Base64.getDecoder().decode(base64.textValue()))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isUuid(String id) {
    return id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }
}
