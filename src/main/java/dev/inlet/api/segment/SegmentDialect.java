package dev.inlet.api.segment;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.inlet.api.Answer;
import dev.inlet.api.Dialect;
import dev.inlet.api.Problem;
import dev.inlet.api.Route;
import dev.inlet.event.Call;
import dev.inlet.event.EventLimits;
import dev.inlet.event.Reading;
import dev.inlet.event.Reading.RefusedEvent;
import dev.inlet.event.Secrets;
import dev.inlet.event.segment.Endpoint;
import dev.inlet.event.segment.SegmentReader;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the SDKs of Segment and RudderStack speak.
 *
 * <p>They tell success by the status 200 and a JSON object, and drop what they sent on 400 only; no
 * other status has one meaning to all of them.
 */
@Singleton
final class SegmentDialect implements Dialect {
  private static final byte[] SUCCESS = "{\"success\":true}".getBytes(US_ASCII);

  @Override
  public boolean has(String path) {
    return Endpoint.at(path) != null || ClientSettings.isAt(path);
  }

  /** Some send again what was answered 408, and some then lose it. */
  @Override
  public boolean tellsOfDelay() {
    return false;
  }

  @Override
  public Routes routes(EventLimits limits, Supplier<Secrets> secrets) {
    var reader = new SegmentReader(limits, secrets);
    var routes = new EnumMap<Endpoint, Route>(Endpoint.class);
    for (var endpoint : Endpoint.values()) {
      routes.put(endpoint, new Posted(endpoint, reader));
    }
    return path -> {
      var endpoint = Endpoint.at(path);
      return endpoint == null ? null : routes.get(endpoint);
    };
  }

  private record Posted(Endpoint endpoint, SegmentReader reader) implements Route {
    @Override
    public String path() {
      return endpoint.path();
    }

    @Override
    public Reading read(byte[] body, int length) {
      return reader.read(endpoint, body, length);
    }

    @Override
    public boolean may(Set<Call> calls) {
      return endpoint.may(calls);
    }

    @Override
    public boolean asksForType() {
      return false;
    }

    /** No client looks for events that were refused, so all is well. */
    @Override
    public Answer taken(String requestId, int accepted, List<RefusedEvent> refused) {
      return Answer.json(SUCCESS);
    }

    /** What can't be taken however often it is sent must be dropped. */
    @Override
    public Problem put(Problem problem) {
      return switch (problem.status().code()) {
        case 403, 413, 415 -> problem.asBadRequest();
        default -> problem;
      };
    }
  }
}
