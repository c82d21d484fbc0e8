package dev.inlet.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Someone who comes without a name, may sign up, and comes back or does not.
 *
 * <p>All that a person does is drawn from the same luck in the same order, so it depends on nothing
 * that other people do.
 */
final class Person implements Visitor {
  /** Every visit has ended by then. */
  private static final long VISIT_MILLIS_MAX = Duration.ofHours(1).toMillis();

  private static final double SECOND_VISIT = 0.25;

  private final RandomGenerator luck;
  private final Traits traits;
  private final Bodies bodies;
  private final long[] visits;
  private int visit;
  private String user;

  Person(Plan plan, int number) {
    luck = plan.luckOf(number);
    traits = Traits.draw(plan, number, luck);
    bodies = new Bodies(luck);
    visits = visits(plan);
    user = traits.cookie();
  }

  /** The beginnings of all visits. */
  private long[] visits(Plan plan) {
    var from = LocalDate.ofInstant(plan.from(), ZoneOffset.UTC);
    long end = plan.until().toEpochMilli() - VISIT_MILLIS_MAX;
    LocalDate first;
    long begin;
    do {
      first = from.plusDays(luck.nextInt(plan.days()));
      begin = begin(first);
    } while (begin >= end || luck.nextDouble() > VisitDays.weight(first, 0));
    var begins = new ArrayList<Long>(List.of(begin));
    for (int day : VisitDays.draw(first, plan.days(), traits.features(), luck).tailSet(1)) {
      begins.add(begin(first.plusDays(day)));
    }
    for (long each : List.copyOf(begins)) {
      if (luck.nextDouble() < SECOND_VISIT) {
        begins.add(each + luck.nextLong(2 * VISIT_MILLIS_MAX, 3 * VISIT_MILLIS_MAX));
      }
    }
    return begins.stream().mapToLong(Long::longValue).filter(at -> at < end).sorted().toArray();
  }

  /** Some time of a day on which people are awake where this one is, most likely the afternoon. */
  private long begin(LocalDate day) {
    int minute = luck.nextInt(8 * 60, 15 * 60) + luck.nextInt(6 * 60);
    return day.atStartOfDay(traits.place().zone())
        .plusMinutes(minute)
        .plusNanos(luck.nextLong(60_000_000_000L))
        .toInstant()
        .toEpochMilli();
  }

  Traits traits() {
    return traits;
  }

  @Override
  public long nextMillis() {
    return visit < visits.length ? visits[visit] : Long.MAX_VALUE;
  }

  @Override
  public void visit(Consumer<Post> posts) {
    boolean isOther = traits.hasSecondDevice() && visit == traits.signsUpAt() + 1L;
    var id = isOther ? traits.otherCookie() : user;
    var now = new Visit(traits, bodies, luck, id, visits[visit], posts);
    now.browse(visit == 0);
    if (isOther) {
      now.alias(user, id);
    }
    if (visit == traits.signsUpAt()) {
      user = traits.email();
      now.signUp(user, id);
    } else if (visit > traits.signsUpAt() && luck.nextDouble() < 0.05) {
      now.profile(user, changedProfile());
    }
    if (traits.changesEmail() && visit == traits.signsUpAt() + 2L) {
      user = traits.newEmail();
      now.alias(user, traits.email());
    }
    now.end(visit > 0);
    visit++;
  }

  private ObjectNode changedProfile() {
    return switch (luck.nextInt(3)) {
      case 0 -> Bodies.object().put("plan", "pro").put("seats", luck.nextInt(2, 50));
      case 1 -> Bodies.object().putNull("plan");
      default -> Bodies.object().put("company", "Company " + luck.nextInt(40));
    };
  }
}
