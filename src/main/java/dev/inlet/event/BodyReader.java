package dev.inlet.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads bodies, one after the other, with buffers that it keeps. Not for use by several threads.
 *
 * <p>A body is read once, from its first byte to its last, also when its first event is already
 * wrong: so each event has its verdict, and the key is found wherever it is.
 */
public final class BodyReader {
  /** What an answer and a record can still hold. */
  private static final int FAULTS_MAX = 1000;

  private static final Secrets NO_SECRETS = new Secrets(List.of());

  private final EventLimits limits;
  private final Supplier<Secrets> secrets;
  private final BodyScan scan;
  private final Output lines = new Output(4096);
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
      return refused(Refusal.Kind.INVALID, List.of(malformed.fault()));
    }
    if (scan.eventCount() > limits.eventsMax()) {
      return refused(Refusal.Kind.TOO_LARGE, List.of(tooManyEvents()));
    }
    if (!scan.bodyFaults().isEmpty()) {
      return refused(Refusal.Kind.INVALID, faults());
    }
    if (scan.eventCount() > 0 && scan.refused().size() == scan.eventCount()) {
      return noValidEvent(faults());
    }
    if (LineSizes.of(call, scan) > limits.linesBytesMax()) {
      return refused(Refusal.Kind.TOO_LARGE, List.of(linesTooLarge()));
    }
    return new AcceptedBody(call, scan, lines, rejectedLines, secrets.get());
  }

  private Reading.Refused refused(Refusal.Kind kind, List<Fault> faults) {
    var first = faults.get(0);
    return refused(kind, first.code(), detail(first.message(), faults), faults);
  }

  private Reading.Refused noValidEvent(List<Fault> faults) {
    boolean same = faults.stream().map(Fault::message).distinct().count() == 1;
    var message = Code.NO_VALID_EVENT.message();
    return refused(
        Refusal.Kind.INVALID,
        Code.NO_VALID_EVENT.code(),
        same ? message + ' ' + faults.get(0).message() : message,
        faults);
  }

  private Reading.Refused refused(
      Refusal.Kind kind, String code, String detail, List<Fault> faults) {
    return new Reading.Refused(new Refusal(kind, code, detail, faults), scan.writeKey());
  }

  private static String detail(String message, List<Fault> faults) {
    return faults.size() == 1 ? message : message + " See errors for every place that is wrong.";
  }

  /** The faults of the body, then those of its events. */
  private List<Fault> faults() {
    var faults = new ArrayList<>(scan.bodyFaults().list());
    for (var event : scan.refused()) {
      for (var error : event.errors()) {
        if (faults.size() < FAULTS_MAX) {
          faults.add(error);
        }
      }
    }
    return List.copyOf(faults);
  }

  private Fault tooManyEvents() {
    return new Fault(
        "/events",
        Code.TOO_MANY_EVENTS.code(),
        "There are "
            + scan.eventCount()
            + " events. Send at most "
            + limits.eventsMax()
            + " in one body.");
  }

  private static Fault linesTooLarge() {
    return new Fault("", Code.LINES_TOO_LARGE.code(), Code.LINES_TOO_LARGE.message());
  }
}
