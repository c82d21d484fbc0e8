package dev.inlet.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Looks at hundreds of pages in one go, as evenly as nobody does, and never comes again. */
final class Bot implements Visitor {
  private static final int PAGES_MIN = 100;
  private static final int PAGES_MAX = 600;
  private static final int BATCH = 50;
  private static final long PACE_MILLIS = 2_000;

  private final RandomGenerator luck;
  private final Bodies bodies;
  private final String user;
  private final long begin;
  private boolean isDone;

  Bot(Plan plan, int number) {
    luck = plan.luckOf(number);
    bodies = new Bodies(luck);
    user = "bot-%s-%d".formatted(plan.tag(), number);
    begin =
        luck.nextLong(
            plan.from().toEpochMilli(), plan.until().minus(1, ChronoUnit.HOURS).toEpochMilli());
  }

  @Override
  public long nextMillis() {
    return isDone ? Long.MAX_VALUE : begin;
  }

  @Override
  public void visit(Consumer<Post> posts) {
    isDone = true;
    int pages = luck.nextInt(PAGES_MIN, PAGES_MAX);
    for (int page = 0; page < pages; page += BATCH) {
      long first = begin + page * PACE_MILLIS;
      int size = Math.min(BATCH, pages - page);
      posts.accept(
          bodies.track(Bodies.WEB, user, views(page, size, first), first + size * PACE_MILLIS));
    }
  }

  private List<ObjectNode> views(int page, int size, long at) {
    var views = new ArrayList<ObjectNode>();
    for (int i = 0; i < size; i++) {
      var metadata = Bodies.object().put("page", "/docs/" + (page + i)).put("agent", "crawler/2.1");
      views.add(bodies.event("page_viewed", metadata, at + i * PACE_MILLIS));
    }
    return views;
  }
}
