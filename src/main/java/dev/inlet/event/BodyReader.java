package dev.inlet.event;

import java.util.List;
import java.util.function.Supplier;

/**
 * Reads bodies, one after the other, with buffers that it keeps. Not for use by several threads.
 *
 * <p>A body is read once, from its first byte to its last, also when its first event is already
 * wrong: so each event has its verdict, and the key is found wherever it is.
 */
public final class BodyReader {
  private static final Secrets NO_SECRETS = new Secrets(List.of());

  private final EventLimits limits;
  private final Supplier<Secrets> secrets;
  private final BodyScan scan;
  private final LineEncoder.Buffers buffers = new LineEncoder.Buffers();
  private final Output rejectedLines = new Output(1024);

  public BodyReader(EventLimits limits) {
    this(limits, () -> NO_SECRETS);
  }

  /**
   * A reader whose rejected lines hold {@code ***} instead of the secrets of that time, as they
   * always do instead of the value of a {@code writeKey}.
   */
  public BodyReader(EventLimits limits, Supplier<Secrets> secrets) {
    this.limits = limits;
    this.secrets = secrets;
    scan = new BodyScan(limits);
  }

  /** Reads the first {@code length} bytes of a body that was posted as this call. */
  public Reading read(Call call, byte[] body, int length) {
    try {
      scan.read(call, body, length);
    } catch (Malformed malformed) {
      return new Reading.Refused(Refusals.of(malformed), scan.writeKey());
    }
    var refusal =
        Refusals.of(
            limits,
            "/events",
            scan.eventCount(),
            scan.bodyFaults(),
            scan.refused(),
            () -> LineSizes.of(call, scan));
    return refusal == null
        ? new AcceptedBody(call, scan, buffers, rejectedLines, secrets.get())
        : new Reading.Refused(refusal, scan.writeKey());
  }
}
