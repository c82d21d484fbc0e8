package dev.inlet.lake.oracle;

import static java.util.stream.Collectors.groupingBy;

import dev.inlet.lake.oracle.Events.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is used how much, by whom, and for how long at a time. */
final class Usage {
  private static final Duration SILENCE = Duration.ofMinutes(30);

  private Usage() {}

  /** A row of {@code aggregated.daily_events}. */
  record DailyEvents(LocalDate eventDate, String eventName, long events, long people) {}

  /** A row of {@code aggregated.feature_usage}. */
  record FeatureUsage(
      String personId, String eventName, Instant firstAt, Instant lastAt, long events) {}

  /** A row of {@code aggregated.sessions}. */
  record Session(String personId, Instant startedAt, Instant endedAt, long events) {}

  private record DayAndName(LocalDate day, String name) {}

  private record PersonAndName(String person, String name) {}

  static List<DailyEvents> daily(List<Event> events) {
    return events.stream()
        .collect(groupingBy(each -> new DayAndName(each.eventDate(), each.eventName())))
        .entrySet()
        .stream()
        .map(group ->
            new DailyEvents(
                group.getKey().day(),
                group.getKey().name(),
                group.getValue().size(),
                group.getValue().stream().map(Event::personId).distinct().count()))
        .toList();
  }

  static List<FeatureUsage> features(List<Event> events) {
    return events.stream()
        .collect(groupingBy(each -> new PersonAndName(each.personId(), each.eventName())))
        .entrySet()
        .stream()
        .map(group -> {
          var times = times(group.getValue());
          return new FeatureUsage(
              group.getKey().person(),
              group.getKey().name(),
              times.getFirst(),
              times.getLast(),
              times.size());
        })
        .toList();
  }

  static List<Session> sessions(List<Event> events) {
    var sessions = new ArrayList<Session>();
    events.stream()
        .collect(groupingBy(Event::personId))
        .forEach((person, all) -> {
          var open = new ArrayList<Instant>();
          for (var time : times(all)) {
            if (!open.isEmpty() && !time.isBefore(open.getLast().plus(SILENCE))) {
              sessions.add(session(person, open));
              open.clear();
            }
            open.add(time);
          }
          sessions.add(session(person, open));
        });
    return sessions;
  }

  private static Session session(String person, List<Instant> times) {
    return new Session(person, times.getFirst(), times.getLast(), times.size());
  }

  private static List<Instant> times(Collection<Event> events) {
    return events.stream().map(Event::countsAt).sorted().toList();
  }
}
