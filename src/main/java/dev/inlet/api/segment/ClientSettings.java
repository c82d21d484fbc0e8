package dev.inlet.api.segment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.inlet.access.Keys;
import dev.inlet.access.Owner;
import dev.inlet.access.Proxies;
import dev.inlet.api.Problem;
import dev.inlet.api.Reached;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What clients ask for before they send: where to, and what to do when they are told to wait.
 *
 * <p>Browsers lose what was tracked when they get no answer.
 */
@Hidden
@Controller
@Produces(MediaType.APPLICATION_JSON)
final class ClientSettings {
  private static final Pattern PATHS =
      Pattern.compile("/v1/projects/[^/]+/settings/?|/sourceConfig/?");
  private static final JsonFactory JSON = new JsonFactory();

  private final Keys keys;
  private final Proxies proxies;

  ClientSettings(Keys keys, Proxies proxies) {
    this.keys = keys;
    this.proxies = proxies;
  }

  /** Whether a path leads here. */
  static boolean isAt(String path) {
    return PATHS.matcher(path).matches();
  }

  /** What the clients of Segment ask for. */
  @Get("/v1/projects/{key}/settings")
  HttpResponse<byte[]> settings(HttpRequest<?> request, @PathVariable String key) {
    var reached = Reached.by(request, proxies);
    return answer(
        key,
        json -> {
          json.writeObjectFieldStart("integrations");
          json.writeObjectFieldStart("Segment.io");
          json.writeStringField("apiKey", key);
          json.writeStringField("apiHost", reached.host() + "/v1");
          json.writeStringField("protocol", reached.scheme());
          patience(json);
          json.writeEndObject();
          json.writeEndObject();
          patience(json);
        });
  }

  /** What the clients of RudderStack ask for. */
  @Get("/sourceConfig")
  HttpResponse<byte[]> sourceConfig(@QueryValue @Nullable String writeKey) {
    var key = writeKey == null ? "" : writeKey;
    return answer(
        key,
        json -> {
          json.writeObjectFieldStart("source");
          json.writeStringField("id", key);
          json.writeStringField("name", "Inlet");
          json.writeStringField("writeKey", key);
          json.writeStringField("workspaceId", "inlet");
          json.writeBooleanField("enabled", true);
          json.writeObjectFieldStart("config");
          json.writeEndObject();
          json.writeArrayFieldStart("destinations");
          json.writeEndArray();
          json.writeArrayFieldStart("connections");
          json.writeEndArray();
          json.writeObjectFieldStart("dataplanes");
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  /** Clients look for it in one place or the other. */
  private static void patience(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("httpConfig");
    enabled(json, "rateLimitConfig");
    enabled(json, "backoffConfig");
    json.writeEndObject();
  }

  private static void enabled(JsonGenerator json, String name) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeBooleanField("enabled", true);
    json.writeEndObject();
  }

  private HttpResponse<byte[]> answer(String key, Members members) {
    return switch (keys.owner(key)) {
      case Owner.Known known -> HttpResponse.ok(write(members));
      case Owner.Unknown() -> HttpResponse.<byte[]>unauthorized().body(Problem.unknownKey().json());
    };
  }

  private static byte[] write(Members members) {
    var bytes = new ByteArrayOutputStream();
    try (var json = JSON.createGenerator(bytes)) {
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
