package dev.inlet.api;

import dev.inlet.event.EventLimits;
import dev.inlet.event.Secrets;
import io.micronaut.context.annotation.Context;
import java.util.List;
import java.util.function.Supplier;

/** Every protocol that is spoken here. */
@Context
final class Dialects {
  private final List<Dialect> dialects;

  Dialects(List<Dialect> dialects) {
    this.dialects = List.copyOf(dialects);
  }

  /** Whether a path, without its query, is one that clients collect by: all other are ours. */
  boolean has(String path) {
    return dialects.stream().anyMatch(dialect -> dialect.has(path));
  }

  /** Whether who is too slow with a request for this path is told so. */
  boolean tellOfDelay(String path) {
    return dialects.stream().noneMatch(dialect -> dialect.has(path) && !dialect.tellsOfDelay());
  }

  /** The paths that take events, for one thread. */
  Dialect.Routes routes(EventLimits limits, Supplier<Secrets> secrets) {
    var all = dialects.stream().map(dialect -> dialect.routes(limits, secrets)).toList();
    return path -> {
      for (var routes : all) {
        var route = routes.at(path);
        if (route != null) {
          return route;
        }
      }
      return null;
    };
  }
}
