package dev.inlet.api;

import dev.inlet.event.EventLimits;
import dev.inlet.event.Secrets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A protocol that events are posted in: its paths, how bodies are read, and how they answer. */
public interface Dialect {
  /** Whether this path, without its query, is one of its own, whatever may be asked of it. */
  boolean has(String path);

  /** Whether who is too slow is told so; otherwise the connection is closed without a word. */
  boolean tellsOfDelay();

  /**
   * The paths that take events, with buffers of their own: for one thread.
   *
   * @param secrets those of the time are blanked wherever a refused body holds one
   */
  Routes routes(EventLimits limits, Supplier<Secrets> secrets);

  /** Paths that take events. */
  @FunctionalInterface
  interface Routes {
    /** Where a path, without its query, leads; null when it takes no events. */
    @Nullable Route at(String path);
  }
}
