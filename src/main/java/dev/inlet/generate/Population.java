package dev.inlet.generate;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * The posts of a plan, in the order in which they arrive. What arrives after the plan's end is not
 * among them.
 */
final class Population implements Iterator<Post> {
  /** For one bot, so many people. */
  private static final int PEOPLE_A_BOT = 100;

  private final PriorityQueue<Visitor> visitors =
      new PriorityQueue<>(Comparator.comparingLong(Visitor::nextMillis));
  private final PriorityQueue<Arrival> arrivals =
      new PriorityQueue<>(
          Comparator.comparingLong((Arrival each) -> each.post().receivedAtMillis())
              .thenComparingLong(Arrival::number));
  private final Map<Feature, Integer> users = new EnumMap<>(Feature.class);
  private final int bots;
  private final long end;
  private long number;

  /** Posts that arrive together keep their order. */
  private record Arrival(Post post, long number) {}

  Population(Plan plan) {
    end = plan.until().toEpochMilli();
    bots = plan.people() / PEOPLE_A_BOT;
    for (int each = 0; each < plan.people(); each++) {
      var person = new Person(plan, each);
      person.traits().features().forEach(feature -> users.merge(feature, 1, Integer::sum));
      visitors.add(person);
    }
    for (int each = 0; each < bots; each++) {
      visitors.add(new Bot(plan, plan.people() + each));
    }
    advance();
  }

  int bots() {
    return bots;
  }

  /** How many people use it. */
  int usersOf(Feature feature) {
    return users.getOrDefault(feature, 0);
  }

  @Override
  public boolean hasNext() {
    return !arrivals.isEmpty();
  }

  @Override
  public Post next() {
    if (arrivals.isEmpty()) {
      throw new NoSuchElementException();
    }
    var post = arrivals.remove().post();
    advance();
    return post;
  }

  /** Lets come whoever may send something that arrives before all that is known. */
  private void advance() {
    while (!visitors.isEmpty()
        && (arrivals.isEmpty()
            || visitors.element().nextMillis() <= arrivals.element().post().receivedAtMillis())) {
      var visitor = visitors.remove();
      visitor.visit(this::arrive);
      if (visitor.nextMillis() != Long.MAX_VALUE) {
        visitors.add(visitor);
      }
    }
  }

  private void arrive(Post post) {
    if (post.receivedAtMillis() < end) {
      arrivals.add(new Arrival(post, number++));
    }
  }
}
