package dev.inlet.api;

import dev.inlet.event.Call;
import dev.inlet.event.Reading;
import dev.inlet.event.Reading.RefusedEvent;
import java.util.List;
import java.util.Set;

/** A path that takes events by POST: how its bodies are read, and how it answers. */
public interface Route {
  /** What rejected records call it: what they keep can be posted there again. */
  String path();

  /** Reads the first bytes of a body; the reading is valid until the next one of its dialect. */
  Reading read(byte[] body, int length);

  /** Whether someone who may make only these calls may post anything here. */
  boolean may(Set<Call> calls);

  /** Whether {@code Content-Type} must say that the body is JSON or text. */
  boolean asksForType();

  /** Says that all of a body was taken, but for some of its events. */
  Answer taken(String requestId, int accepted, List<RefusedEvent> refused);

  /** How a problem is put here. */
  Problem put(Problem problem);
}
