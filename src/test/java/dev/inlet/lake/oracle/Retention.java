package dev.inlet.lake.oracle;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toSet;

import dev.inlet.lake.oracle.Events.Event;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who came back in which week, and after what. Weeks begin on Monday, in UTC. */
final class Retention {
  private static final Duration FIRST_DAYS = Duration.ofDays(7);

  /** The first week that has nothing of a person's first 7 days. */
  private static final int FIRST_WEEK = 2;

  /** The bound of 95 % of a normal distribution. */
  private static final double BOUND = 1.96;

  private final LocalDate today;
  private final List<Someone> people = new ArrayList<>();

  /** A row of {@code aggregated.retention}. */
  record Cohort(LocalDate cohortWeek, int week, long people, long returned) {}

  /** A row of {@code aggregated.retention_drivers}. */
  record Driver(
      String eventName,
      int week,
      long peopleWith,
      long returnedWith,
      long peopleWithout,
      long returnedWithout,
      @Nullable Double lift,
      @Nullable Double ciLow,
      @Nullable Double ciHigh) {}

  /**
   * A person.
   *
   * @param cohort the week of the first event
   * @param weeks in which there was an event, counted from that one
   * @param used in the first days
   */
  private record Someone(LocalDate cohort, Set<Integer> weeks, Set<String> used) {}

  Retention(List<Event> events, Instant now) {
    today = now.atZone(ZoneOffset.UTC).toLocalDate();
    events.stream()
        .collect(groupingBy(Event::personId))
        .values()
        .forEach(each -> people.add(someone(each)));
  }

  private static Someone someone(Collection<Event> events) {
    var first = events.stream().map(Event::countsAt).min(Instant::compareTo).orElseThrow();
    var cohort = week(first);
    return new Someone(
        cohort,
        events.stream()
            .map(each -> (int) ChronoUnit.WEEKS.between(cohort, week(each.countsAt())))
            .collect(toSet()),
        events.stream()
            .filter(each -> each.countsAt().isBefore(first.plus(FIRST_DAYS)))
            .collect(mapping(Event::eventName, toSet())));
  }

  private static LocalDate week(Instant time) {
    return time.atZone(ZoneOffset.UTC)
        .toLocalDate()
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private boolean hasEnded(LocalDate cohort, int week) {
    return !cohort.plusWeeks(week + 1L).isAfter(today);
  }

  List<Cohort> cohorts() {
    var rows = new ArrayList<Cohort>();
    people.stream()
        .collect(groupingBy(Someone::cohort))
        .forEach((cohort, all) -> {
          for (int week = 0; hasEnded(cohort, week); week++) {
            rows.add(new Cohort(cohort, week, all.size(), returned(all, week)));
          }
        });
    return rows;
  }

  List<Driver> drivers() {
    var names = new TreeSet<String>();
    people.forEach(each -> names.addAll(each.used()));
    var rows = new ArrayList<Driver>();
    for (int week = FIRST_WEEK; ; week++) {
      int number = week;
      var those = people.stream().filter(each -> hasEnded(each.cohort(), number)).toList();
      if (those.isEmpty()) {
        return rows;
      }
      names.stream()
          .map(name -> driver(name, number, those))
          .filter(each -> each.peopleWith() > 0)
          .forEach(rows::add);
    }
  }

  private static Driver driver(String name, int week, List<Someone> people) {
    var sides = people.stream().collect(partitioningBy(each -> each.used().contains(name)));
    return driver(name, week, requireNonNull(sides.get(true)), requireNonNull(sides.get(false)));
  }

  private static Driver driver(String name, int week, List<Someone> with, List<Someone> without) {
    long cameWith = returned(with, week);
    long cameWithout = returned(without, week);
    Double lift = null;
    Double low = null;
    Double high = null;
    if (!with.isEmpty() && cameWithout > 0) {
      lift = ((double) cameWith / with.size()) / ((double) cameWithout / without.size());
      if (cameWith > 0) {
        double error =
            Math.sqrt(
                1.0 / cameWith - 1.0 / with.size() + 1.0 / cameWithout - 1.0 / without.size());
        low = Math.exp(Math.log(lift) - BOUND * error);
        high = Math.exp(Math.log(lift) + BOUND * error);
      }
    }
    return new Driver(
        name, week, with.size(), cameWith, without.size(), cameWithout, lift, low, high);
  }

  private static long returned(List<Someone> people, int week) {
    return people.stream().filter(each -> each.weeks().contains(week)).count();
  }
}
