package dev.inlet.api;

import static java.util.stream.Collectors.toSet;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import java.util.Set;

/** What of a client goes into the records of its events; nothing, unless it is named. */
@Context
final class ClientConfig {
  private static final String IP = "ip";
  private static final String USER_AGENT = "user-agent";

  private final Set<String> kept;

  ClientConfig(@Value("${inlet.record.client:}") Set<String> kept) {
    this.kept = kept.stream().map(String::strip).filter(name -> !name.isEmpty()).collect(toSet());
    for (var name : this.kept) {
      if (!name.equals(IP) && !name.equals(USER_AGENT)) {
        throw new IllegalArgumentException("inlet.record.client: it can name ip and user-agent");
      }
    }
  }

  boolean ip() {
    return kept.contains(IP);
  }

  boolean userAgent() {
    return kept.contains(USER_AGENT);
  }
}
