package dev.inlet.access;

import dev.inlet.event.Call;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose request it is. */
public sealed interface Owner {
  /**
   * Someone who has a key, or anyone when none is needed.
   *
   * @param source the name of the key; null when no keys are configured
   * @param calls what it may be used for
   */
  record Known(@Nullable String source, Set<Call> calls) implements Owner {}

  /** Someone who needs a key, and has none that is known. */
  record Unknown() implements Owner {}
}
