package dev.inlet.event.segment;

import dev.inlet.event.BodyReader;
import dev.inlet.event.EventLimits;
import dev.inlet.event.Malformed;
import dev.inlet.event.Output;
import dev.inlet.event.Reading;
import dev.inlet.event.Refusals;
import dev.inlet.event.Secrets;
import java.util.function.Supplier;

/**
 * Reads bodies of Segment's protocol, as {@link BodyReader} reads those of our own: with buffers
 * that it keeps, and not for several threads.
 */
public final class SegmentReader {
  private final EventLimits limits;
  private final Supplier<Secrets> secrets;
  private final Scan scan;
  private final Output lines = new Output(4096);
  private final Output rejectedLines = new Output(1024);

  /** A reader whose rejected lines hold {@code ***} instead of the secrets of that time. */
  public SegmentReader(EventLimits limits, Supplier<Secrets> secrets) {
    this.limits = limits;
    this.secrets = secrets;
    scan = new Scan(limits);
  }

  /** Reads the first {@code length} bytes of a body that was posted there. */
  public Reading read(Endpoint endpoint, byte[] body, int length) {
    try {
      scan.read(endpoint, body, length);
    } catch (Malformed malformed) {
      return new Reading.Refused(Refusals.of(malformed), scan.writeKey());
    }
    var refusal =
        Refusals.of(
            limits,
            "/batch",
            scan.eventCount(),
            scan.bodyFaults(),
            scan.refused(),
            () -> LineSizes.of(scan));
    return refusal == null
        ? new AcceptedEvents(scan, lines, rejectedLines, secrets.get())
        : new Reading.Refused(refusal, scan.writeKey());
  }
}
