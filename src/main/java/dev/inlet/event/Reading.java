package dev.inlet.event;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a body says, after its one pass.
 *
 * <p>It refers to buffers of the reader that made it, so it is valid until that reader reads again.
 */
public sealed interface Reading {
  /** The key that the body carries as {@code writeKey}, when it does, also when it is refused. */
  @Nullable String writeKey();

  /** Nothing of the body is taken. */
  record Refused(Refusal refusal, @Nullable String writeKey) implements Reading {}

  /** Some or all of the body's events are taken; all of none, when it holds none. */
  non-sealed interface Accepted extends Reading {
    /** How many events are taken. */
    int accepted();

    /** The same, of one who may make only these calls: the events of others are refused. */
    Reading allowing(Set<Call> calls);

    /** The events that are not, in the order of the body. */
    List<RefusedEvent> refused();

    /** How many of these say nothing that is not known: they have no line. */
    int ignored();

    /** The lines of the events that are taken; one can have several. */
    Lines lines(Envelope envelope);

    /** The rejected records of the events that are not. */
    Lines rejectedLines(Envelope envelope);
  }

  /** An event that is refused while others of its body are taken. */
  record RefusedEvent(int index, List<Fault> errors) {}
}
