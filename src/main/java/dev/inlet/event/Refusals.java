package dev.inlet.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Why bodies are refused as a whole, whatever protocol they are of. */
public final class Refusals {
  /** What an answer and a record can still hold. */
  private static final int FAULTS_MAX = 1000;

  /** What every sink takes as one record, however it is packed: Firehose takes 1,000 KiB. */
  private static final int LINE_BYTES_MAX = 1_000_000;

  private Refusals() {}

  /** It can't be read to its end. */
  public static Refusal of(Malformed malformed) {
    return refusal(Refusal.Kind.INVALID, List.of(malformed.fault()));
  }

  /**
   * Why a body that was read is refused; null when it is not.
   *
   * @param events the pointer to its events
   * @param eventCount how many these are
   * @param bodyFaults what is wrong outside of them
   * @param refused those in which something is wrong
   * @param lineBytes asks for the bytes of their lines
   */
  public static @Nullable Refusal of(
      EventLimits limits,
      String events,
      int eventCount,
      Faults bodyFaults,
      List<Reading.RefusedEvent> refused,
      Supplier<LineBytes> lineBytes) {
    if (eventCount > limits.eventsMax()) {
      return tooLarge(Code.TOO_MANY_EVENTS, events, tooManyEvents(eventCount, limits));
    }
    if (!bodyFaults.isEmpty()) {
      return refusal(Refusal.Kind.INVALID, faults(bodyFaults, refused));
    }
    if (eventCount > 0 && refused.size() == eventCount) {
      return noValidEvent(refused);
    }
    var bytes = lineBytes.get();
    return bytes.longest() > LINE_BYTES_MAX || bytes.all() > limits.linesBytesMax()
        ? tooLarge(Code.LINES_TOO_LARGE, "", Code.LINES_TOO_LARGE.message())
        : null;
  }

  private static Refusal tooLarge(Code code, String pointer, String message) {
    return refusal(Refusal.Kind.TOO_LARGE, List.of(new Fault(pointer, code.code(), message)));
  }

  private static Refusal refusal(Refusal.Kind kind, List<Fault> faults) {
    var first = faults.get(0);
    return new Refusal(kind, first.code(), detail(first.message(), faults), faults);
  }

  /** All of its events are refused. */
  public static Refusal noValidEvent(List<Reading.RefusedEvent> refused) {
    var faults = faults(new Faults(), refused);
    boolean same = faults.stream().map(Fault::message).distinct().count() == 1;
    var message = Code.NO_VALID_EVENT.message();
    return new Refusal(
        Refusal.Kind.INVALID,
        Code.NO_VALID_EVENT.code(),
        same ? message + ' ' + faults.get(0).message() : message,
        faults);
  }

  private static String detail(String message, List<Fault> faults) {
    return faults.size() == 1 ? message : message + " See errors for every place that is wrong.";
  }

  /** The faults of the body, then those of its events. */
  private static List<Fault> faults(Faults bodyFaults, List<Reading.RefusedEvent> refused) {
    var faults = new ArrayList<>(bodyFaults.list());
    for (var event : refused) {
      for (var error : event.errors()) {
        if (faults.size() < FAULTS_MAX) {
          faults.add(error);
        }
      }
    }
    return List.copyOf(faults);
  }

  private static String tooManyEvents(int eventCount, EventLimits limits) {
    return "There are "
        + eventCount
        + " events. Send at most "
        + limits.eventsMax()
        + " in one body.";
  }
}
