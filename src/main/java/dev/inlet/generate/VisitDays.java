package dev.inlet.generate;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * On which days someone comes.
 *
 * <p>The days of the first week have nothing to do with those of the later ones. A later week's are
 * its second to its seventh, so that each return lies in the same week whether weeks are counted
 * from the first event or from its day.
 */
final class VisitDays {
  private static final int WEEK = 7;
  private static final double FIRST_WEEK = 0.25;
  private static final double WEEKEND = 0.5;
  private static final double ANOTHER_DAY = 0.35;
  private static final double LOYAL = 0.12;
  private static final double CURIOUS = 0.18;
  private static final double STILL_CURIOUS = 0.75;

  private VisitDays() {}

  /** How likely someone who uses these features is to come back in a week, counted from 1. */
  static double returns(int week, Set<Feature> features) {
    double chance = LOYAL + CURIOUS * Math.pow(STILL_CURIOUS, week - 1.0);
    for (var feature : features) {
      chance *= feature.effect();
    }
    return chance;
  }

  /** Days counted from the first, which is 0; below this bound. */
  static NavigableSet<Integer> draw(
      LocalDate first, int bound, Set<Feature> features, RandomGenerator luck) {
    var days = new TreeSet<Integer>();
    days.add(0);
    for (int day = 1; day < WEEK; day++) {
      if (luck.nextDouble() < FIRST_WEEK * weight(first, day)) {
        days.add(day);
      }
    }
    for (int week = 1; week * WEEK < bound; week++) {
      if (luck.nextDouble() < returns(week, features)) {
        do {
          days.add(week * WEEK + dayOfWeek(first, luck));
        } while (luck.nextDouble() < ANOTHER_DAY);
      }
    }
    return days;
  }

  /** A day of a later week, more likely one on which people work. */
  private static int dayOfWeek(LocalDate first, RandomGenerator luck) {
    int day = luck.nextInt(1, WEEK);
    while (luck.nextDouble() > weight(first, day)) {
      day = luck.nextInt(1, WEEK);
    }
    return day;
  }

  static double weight(LocalDate first, int day) {
    var weekday = first.plusDays(day).getDayOfWeek();
    return weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY ? WEEKEND : 1;
  }
}
