package dev.inlet.generate;

import dev.inlet.delivery.RawObjects;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What {@code inlet generate} does: makes a population, lets it send, and tells what it sent. */
public record Generate(Plan plan, Progress progress) {
  /** Writes it into a lake, as if it had been received over all these days. */
  public String into(RawObjects lake) throws IOException, InterruptedException {
    return run(new LakeWriter(plan, lake));
  }

  /**
   * Posts it to a server, now, with the times at which it happened.
   *
   * @param key the write key; null when none is needed
   */
  public String to(URI server, @Nullable String key, int eventsPerSecond)
      throws IOException, InterruptedException {
    return run(new ApiClient(server, key, eventsPerSecond));
  }

  /** How many objects of a lake are other than generated. */
  public static long foreign(RawObjects lake) throws IOException {
    return lake.list("raw/").stream()
        .map(object -> object.key().substring(object.key().lastIndexOf('/') + 1))
        .filter(name -> !name.startsWith(LakeWriter.SPOOL_PREFIX))
        .count();
  }

  private String run(Recipient recipient) throws IOException, InterruptedException {
    var population = new Population(plan);
    var counts = new Counts();
    double millis = plan.until().toEpochMilli() - plan.from().toEpochMilli();
    while (population.hasNext()) {
      var post = population.next();
      recipient.take(post);
      counts.add(post);
      progress.at((post.receivedAtMillis() - plan.from().toEpochMilli()) / millis, counts.events());
    }
    return Report.text(plan, population, counts, recipient.finish());
  }
}
