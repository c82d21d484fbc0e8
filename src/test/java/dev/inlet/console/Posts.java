package dev.inlet.console;

import dev.inlet.RunningInlet;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Events to post. */
final class Posts {
  private Posts() {}

  /** A body with an event of each name, of the user ada. */
  static String track(String... names) {
    return Arrays.stream(names)
        .map(name ->
            "{\"eventName\":\"%s\",\"metadata\":{\"plan\":\"pro\"},\"timestampUTC\":1700000000}"
                .formatted(name))
        .collect(Collectors.joining(",", "{\"userId\":\"ada\",\"events\":[", "]}"));
  }

  /** Posts events of these names. */
  static void track(RunningInlet inlet, String... names) {
    inlet.post("/track", track(names));
  }
}
