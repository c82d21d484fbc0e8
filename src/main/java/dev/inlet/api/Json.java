package dev.inlet.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.inlet.event.Fault;
import dev.inlet.event.Reading.RefusedEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes the bodies of answers. */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** RFC 9457, and the members that SDKs read. */
  static byte[] of(Problem problem) {
    return write(json -> {
      json.writeStringField("type", "urn:inlet:problem:" + problem.code());
      json.writeStringField("title", problem.status().reasonPhrase());
      json.writeNumberField("status", problem.status().code());
      json.writeStringField("detail", problem.detail());
      json.writeStringField("code", problem.code());
      json.writeStringField("message", problem.detail());
      errors(json, problem.errors());
    });
  }

  /** What was taken of a body, and what was not. */
  static byte[] taken(String requestId, int accepted, List<RefusedEvent> refused) {
    return write(json -> {
      json.writeStringField("requestId", requestId);
      json.writeNumberField("accepted", accepted);
      json.writeArrayFieldStart("rejected");
      for (var event : refused) {
        json.writeStartObject();
        json.writeNumberField("index", event.index());
        errors(json, event.errors());
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  private static void errors(JsonGenerator json, List<Fault> faults) throws IOException {
    json.writeArrayFieldStart("errors");
    for (var fault : faults) {
      json.writeStartObject();
      json.writeStringField("pointer", fault.pointer());
      json.writeStringField("code", fault.code());
      json.writeStringField("message", fault.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static byte[] write(Members members) {
    var bytes = new ByteArrayOutputStream();
    try (var json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private interface Members {
    void write(JsonGenerator json) throws IOException;
  }
}
