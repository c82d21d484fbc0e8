package dev.inlet.generate;

import dev.inlet.event.Call;
import java.util.EnumMap;
import java.util.Map;

/** How many posts there were of which kind. */
final class Counts {
  private final Map<Post.Kind, Long> kinds = new EnumMap<>(Post.Kind.class);
  private final Map<Call, Long> calls = new EnumMap<>(Call.class);
  private long events;

  void add(Post post) {
    kinds.merge(post.kind(), 1L, Long::sum);
    calls.merge(post.call(), 1L, Long::sum);
    events += post.events();
  }

  long of(Post.Kind kind) {
    return kinds.getOrDefault(kind, 0L);
  }

  long of(Call call) {
    return calls.getOrDefault(call, 0L);
  }

  /** What they hold: events, aliases and profiles. */
  long events() {
    return events;
  }
}
