package dev.inlet.api.segment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** A request as a real client sent it: its headers, and its body byte for byte. */
record Capture(String name, JsonNode request) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> CLIENTS =
      List.of(
          "analytics-go",
          "analytics-kotlin",
          "analytics-next-batching",
          "rudder-analytics-go",
          "rudder-analytics-java",
          "rudder-analytics-js-beacon",
          "rudder-sdk-node",
          "segment-analytics-node",
          "segment-analytics-python");

  /** What a client of Java's own says itself. */
  private static final Set<String> NOT_SENT =
      Set.of("host", "connection", "content-length", "transfer-encoding");

  static List<Capture> all() {
    var all = new ArrayList<Capture>();
    for (var client : CLIENTS) {
      try (var in = Capture.class.getResourceAsStream("/segment/" + client + ".json")) {
        int number = 0;
        for (var request : JSON.readTree(in).path("requests")) {
          all.add(new Capture(client + " " + number++, request));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  JsonNode json() {
    return request.path("body");
  }

  String key() {
    return request.path("writeKey").asText();
  }

  HttpRequest.Builder to(java.net.URI uri) {
    var bytes = bytes();
    var body =
        request.path("headers").has("Transfer-Encoding")
            ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))
            : BodyPublishers.ofByteArray(bytes);
    var builder = HttpRequest.newBuilder(uri).POST(body);
    request
        .path("headers")
        .fields()
        .forEachRemaining(header -> {
          if (!NOT_SENT.contains(header.getKey().toLowerCase(Locale.ROOT))) {
            builder.header(header.getKey(), header.getValue().asText());
          }
        });
    return builder;
  }

  String path() {
    return request.path("url").asText();
  }

  /** Another path, with the query of its own. */
  String at(String path) {
    return path().replaceFirst("^[^?]*", path);
  }

  private byte[] bytes() {
    var plain = plain();
    return request.path("headers").has("Content-Encoding") ? gzip(plain) : plain;
  }

  /** The text that has the length which the client's had. */
  private byte[] plain() {
    try {
      var compact = JSON.writeValueAsString(json()).getBytes(UTF_8);
      var spaced = JSON.writer(new Spaced()).writeValueAsString(json()).getBytes(UTF_8);
      var length = request.path("decodedBytes").asInt();
      if (length != compact.length && length != spaced.length) {
        throw new AssertionError(name + " had " + length + " bytes");
      }
      return length == compact.length ? compact : spaced;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] gzip(byte[] plain) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public String toString() {
    return name;
  }

  /** As Python writes it. */
  private static final class Spaced extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
      json.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(", ");
    }
  }
}
