package dev.inlet.api;

import dev.inlet.event.BodyReader;
import dev.inlet.event.Call;
import dev.inlet.event.EventLimits;
import dev.inlet.event.Reading;
import dev.inlet.event.Reading.RefusedEvent;
import dev.inlet.event.Secrets;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Our own protocol: the three calls of {@link TrackingApi}. */
@Singleton
final class Tracking implements Dialect {
  @Override
  public boolean has(String path) {
    return Call.at(path) != null;
  }

  @Override
  public boolean tellsOfDelay() {
    return true;
  }

  @Override
  public Routes routes(EventLimits limits, Supplier<Secrets> secrets) {
    var reader = new BodyReader(limits, secrets);
    var routes = new EnumMap<Call, Route>(Call.class);
    for (var call : Call.values()) {
      routes.put(call, new Posted(call, reader));
    }
    return path -> {
      var call = Call.at(path);
      return call == null ? null : routes.get(call);
    };
  }

  private record Posted(Call call, BodyReader reader) implements Route {
    @Override
    public String path() {
      return call.path();
    }

    @Override
    public Reading read(byte[] body, int length) {
      return reader.read(call, body, length);
    }

    @Override
    public boolean may(Set<Call> calls) {
      return calls.contains(call);
    }

    @Override
    public boolean asksForType() {
      return true;
    }

    @Override
    public Answer taken(String requestId, int accepted, List<RefusedEvent> refused) {
      return Answer.taken(requestId, accepted, refused);
    }

    @Override
    public Problem put(Problem problem) {
      return problem;
    }
  }
}
