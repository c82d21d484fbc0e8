package dev.inlet.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes what is shown. */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private Json() {}

  /** Writes members of an object. */
  interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  static String object(Members members) {
    return write(json -> putObject(json, members));
  }

  static String array(List<Entry> entries) {
    return write(json -> {
      json.writeStartArray();
      for (var entry : entries) {
        putObject(json, members -> put(members, entry));
      }
      json.writeEndArray();
    });
  }

  static String of(Counts counts, Instant since) {
    return object(json -> {
      json.writeNumberField("total", counts.total());
      json.writeNumberField("good", counts.good());
      json.writeNumberField("bad", counts.bad());
      json.writeNumberField("notShown", counts.notShown());
      json.writeObjectFieldStart("codes");
      for (var code : counts.codes().entrySet()) {
        json.writeNumberField(code.getKey(), code.getValue());
      }
      json.writeEndObject();
      json.writeStringField("since", since.toString());
    });
  }

  private static void put(JsonGenerator json, Entry entry) throws IOException {
    var envelope = entry.sample().envelope();
    var posted = entry.sample().posted();
    json.writeStringField("verdict", entry.verdict().toString());
    json.writeStringField("receivedAt", instant(envelope.receivedAtMillis()));
    json.writeStringField("requestId", envelope.requestId());
    json.writeStringField("path", posted.path());
    json.writeNumberField("status", entry.status());
    putText(json, "source", envelope.source());
    putText(json, "type", entry.type());
    putText(json, "userId", entry.userId());
    putText(json, "eventName", entry.eventName());
    if (entry.record() != null) {
      json.writeFieldName("record");
      json.writeRawValue(entry.record());
    }
    if (!entry.errors().isEmpty()) {
      putErrors(json, entry);
    }
    putHeaders(json, entry);
    putBody(json, entry.body());
    boolean isWhole = entry.sample().isWhole();
    if (!isWhole || (entry.body() == null && posted.bodyBytes() > 0)) {
      json.writeNumberField("bodyBytes", posted.bodyBytes());
    }
    if (!isWhole) {
      json.writeBooleanField("bodyComplete", false);
    }
  }

  private static void putErrors(JsonGenerator json, Entry entry) throws IOException {
    json.writeArrayFieldStart("errors");
    for (var fault : entry.errors()) {
      json.writeStartObject();
      json.writeStringField("pointer", fault.pointer());
      json.writeStringField("code", fault.code());
      json.writeStringField("message", fault.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Those without which the request could not be repeated. */
  private static void putHeaders(JsonGenerator json, Entry entry) throws IOException {
    var posted = entry.sample().posted();
    json.writeObjectFieldStart("headers");
    putAll(json, "Content-Type", posted.contentTypes());
    putAll(json, "Content-Encoding", posted.contentEncodings());
    var key = entry.sample().envelope().idempotencyKey();
    putAll(json, "Idempotency-Key", key == null ? List.of() : List.of(key));
    json.writeEndObject();
  }

  private static void putAll(JsonGenerator json, String name, List<String> values)
      throws IOException {
    if (!values.isEmpty()) {
      json.writeArrayFieldStart(name);
      for (var value : values) {
        json.writeString(value);
      }
      json.writeEndArray();
    }
  }

  /** As text, or in base64 when it is none; as rejected records have it. */
  private static void putBody(JsonGenerator json, byte @Nullable [] body) throws IOException {
    if (body == null) {
      return;
    }
    try {
      var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      json.writeStringField("body", text.toString());
    } catch (CharacterCodingException notText) {
      json.writeStringField("bodyBase64", Base64.getEncoder().encodeToString(body));
    }
  }

  static void putText(JsonGenerator json, String name, @Nullable String text) throws IOException {
    if (text != null) {
      json.writeStringField(name, text);
    }
  }

  static void putTime(JsonGenerator json, String name, @Nullable Instant time) throws IOException {
    putText(json, name, time == null ? null : time.toString());
  }

  /** With milliseconds, as records have it. */
  private static String instant(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
  }

  private static void putObject(JsonGenerator json, Members members) throws IOException {
    json.writeStartObject();
    members.write(json);
    json.writeEndObject();
  }

  private static String write(Members all) {
    var text = new StringWriter();
    try (var json = FACTORY.createGenerator(text)) {
      all.write(json);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }
}
