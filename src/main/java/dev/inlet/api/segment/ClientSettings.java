package dev.inlet.api.segment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.inlet.access.Keys;
import dev.inlet.access.Owner;
import dev.inlet.access.Proxies;
import dev.inlet.api.Answer;
import dev.inlet.api.Credentials;
import dev.inlet.api.Problem;
import dev.inlet.api.Reached;
import dev.inlet.api.Tally;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Options;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What clients ask for before they send: where to, and what to do when they are told to wait.
 *
 * <p>Browsers lose what was tracked when they get no answer: so they get one, whatever types they
 * accept. It holds for who asked, and is not for those in between to keep.
 */
@Hidden
@Controller
@Produces(MediaType.ALL)
final class ClientSettings {
  private static final String SETTINGS = "/v1/projects/{key}/settings";
  private static final String SOURCE_CONFIG = "/sourceConfig";
  private static final Pattern PATHS =
      Pattern.compile("/v1/projects/[^/]+/settings/?|/sourceConfig/?");
  private static final JsonFactory JSON = new JsonFactory();

  private final Keys keys;
  private final Proxies proxies;
  private final Tally tally;

  ClientSettings(Keys keys, Proxies proxies, Tally tally) {
    this.keys = keys;
    this.proxies = proxies;
    this.tally = tally;
  }

  /** Whether a path leads here. */
  static boolean isAt(String path) {
    return PATHS.matcher(path).matches();
  }

  @Options(uris = {SETTINGS, SOURCE_CONFIG})
  HttpResponse<?> options() {
    return HttpResponse.noContent().header(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS");
  }

  /** What the clients of Segment ask for. */
  @Get(SETTINGS)
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

  /**
   * What the clients of RudderStack ask for.
   *
   * <p>Those for phones send no query, and give up when one of these members is missing.
   */
  @Get(SOURCE_CONFIG)
  HttpResponse<byte[]> sourceConfig(HttpRequest<?> request) {
    var key = Objects.requireNonNullElse(Credentials.of(request), "");
    return answer(
        key,
        json -> {
          json.writeObjectFieldStart("source");
          json.writeStringField("id", key);
          json.writeStringField("name", "Inlet");
          json.writeStringField("writeKey", key);
          json.writeStringField("workspaceId", "inlet");
          json.writeBooleanField("enabled", true);
          json.writeStringField("updatedAt", Instant.EPOCH.toString());
          json.writeObjectFieldStart("config");
          json.writeObjectFieldStart("statsCollection");
          enabled(json, "errors", false);
          enabled(json, "metrics", false);
          json.writeEndObject();
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
    enabled(json, "rateLimitConfig", true);
    enabled(json, "backoffConfig", true);
    json.writeEndObject();
  }

  private static void enabled(JsonGenerator json, String name, boolean is) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeBooleanField("enabled", is);
    json.writeEndObject();
  }

  private HttpResponse<byte[]> answer(String key, Members members) {
    return switch (keys.owner(key)) {
      case Owner.Known known ->
          HttpResponse.ok(write(members))
              .contentType(MediaType.APPLICATION_JSON_TYPE)
              .header(HttpHeaders.CACHE_CONTROL, "no-store");
      case Owner.Unknown() -> unknown();
    };
  }

  /** It is counted, as clients that are told so send nothing that could be. */
  private HttpResponse<byte[]> unknown() {
    var problem = Problem.unknownKey();
    tally.refusedRequest(problem.code());
    return HttpResponse.<byte[]>unauthorized()
        .contentType(Problem.MEDIA_TYPE)
        .header(HttpHeaders.WWW_AUTHENTICATE, Answer.CHALLENGE)
        .body(problem.json());
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
