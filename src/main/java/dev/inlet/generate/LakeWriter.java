package dev.inlet.generate;

import dev.inlet.delivery.RawObjects;
import dev.inlet.event.BodyReader;
import dev.inlet.event.Envelope;
import dev.inlet.event.EventLimits;
import dev.inlet.event.Lines;
import dev.inlet.event.Reading;
import dev.inlet.event.RejectedBody;
import dev.inlet.event.RequestIds;
import dev.inlet.event.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes posts into a lake as if a server had taken them when they arrived: by the same checks and
 * the same encoder, into objects that are named and cut by hour as delivery's are.
 */
final class LakeWriter implements Recipient {
  /**
   * The bytes of "gen" in hexadecimal, so that all that was generated can be told from the rest.
   */
  static final String SPOOL_PREFIX = "67656e";

  private static final EventLimits LIMITS = new EventLimits(5_000, 256 << 10, 4 << 20);

  private static final Secrets NO_SECRETS = new Secrets(List.of());

  private final BodyReader reader = new BodyReader(LIMITS);
  private final RequestIds ids;
  private final HourObjects events;
  private final HourObjects rejected;

  LakeWriter(Plan plan, RawObjects lake) {
    ids = new RequestIds(new SplittableRandom(plan.seed()));
    events = new HourObjects(lake, "events", spool(plan));
    rejected = new HourObjects(lake, "rejected", spool(plan));
  }

  /** What its objects are named after, as a spool's are after the spool. */
  private static String spool(Plan plan) {
    return SPOOL_PREFIX + plan.tag();
  }

  @Override
  public void take(Post post) throws IOException {
    var body = post.body().getBytes(StandardCharsets.UTF_8);
    long millis = post.receivedAtMillis();
    var envelope = new Envelope(ids.next(millis), millis, post.source(), null, null, null);
    switch (reader.read(post.call(), body, body.length)) {
      case Reading.Accepted accepted -> {
        events.add(accepted.lines(envelope), millis);
        rejected.add(accepted.rejectedLines(envelope), millis);
      }
      case Reading.Refused refused -> rejected.add(line(post, body, envelope, refused), millis);
    }
  }

  private static Lines line(Post post, byte[] body, Envelope envelope, Reading.Refused refused) {
    return new RejectedBody(body, body.length, body.length, null, true)
        .line(envelope, post.call().path(), refused.refusal().faults(), NO_SECRETS);
  }

  @Override
  public Taken finish() throws IOException {
    events.finish();
    rejected.finish();
    return new Taken(events.lines(), rejected.lines());
  }
}
