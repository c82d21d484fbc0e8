package dev.inlet.endurance;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What clients were told of the bodies that they sent. */
final class Promises {
  /** The number of each body that was answered 200, by the id of its request. */
  private final Map<UUID, Integer> acknowledged = new ConcurrentHashMap<>();

  /** The numbers of those that were not answered at all. */
  private final Set<Integer> unanswered = ConcurrentHashMap.newKeySet();

  private final AtomicLong postponed = new AtomicLong();

  void acknowledged(UUID request, int number) {
    acknowledged.put(request, number);
  }

  void unanswered(int number) {
    unanswered.add(number);
  }

  /** A body was answered 503, to be sent again. */
  void postponed() {
    postponed.incrementAndGet();
  }

  long eventsAcknowledged() {
    return (long) acknowledged.size() * Events.IN_BODY;
  }

  long bodiesPostponed() {
    return postponed.get();
  }

  long eventsUnanswered() {
    return (long) unanswered.size() * Events.IN_BODY;
  }

  Map<UUID, Integer> acknowledged() {
    return Collections.unmodifiableMap(acknowledged);
  }

  boolean isUnanswered(int number) {
    return unanswered.contains(number);
  }
}
