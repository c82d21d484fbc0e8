package dev.inlet.standin;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The script of each stream and bucket, and how far it is. */
final class Scripts {
  private final Clock clock;
  private final Map<String, Playing> playing = new HashMap<>();

  Scripts(Clock clock) {
    this.clock = clock;
  }

  synchronized void set(String name, Script script) {
    playing.put(name, new Playing(script));
  }

  /** Counts a call, and tells what goes wrong with it. */
  synchronized Optional<Fault> next(String name) {
    var current = playing.get(name);
    return current == null ? Optional.empty() : current.script.at(++current.calls, clock.instant());
  }

  private static final class Playing {
    private final Script script;
    private long calls;

    private Playing(Script script) {
      this.script = script;
    }
  }
}
