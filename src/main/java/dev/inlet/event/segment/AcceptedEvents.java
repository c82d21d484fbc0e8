package dev.inlet.event.segment;

import dev.inlet.event.Call;
import dev.inlet.event.Code;
import dev.inlet.event.Envelope;
import dev.inlet.event.Fault;
import dev.inlet.event.Lines;
import dev.inlet.event.Output;
import dev.inlet.event.Reading;
import dev.inlet.event.Refusals;
import dev.inlet.event.Secrets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A body of which at least the frame is taken. */
final class AcceptedEvents implements Reading.Accepted {
  private static final Set<Call> ALL = EnumSet.allOf(Call.class);

  private final Scan scan;
  private final Output lines;
  private final Output rejectedLines;
  private final Secrets secrets;
  private final @Nullable String writeKey;
  private List<RefusedEvent> refused;

  AcceptedEvents(Scan scan, Output lines, Output rejectedLines, Secrets secrets) {
    this.scan = scan;
    this.lines = lines;
    this.rejectedLines = rejectedLines;
    this.secrets = secrets;
    refused = List.copyOf(scan.refused());
    writeKey = scan.writeKey();
  }

  @Override
  public @Nullable String writeKey() {
    return writeKey;
  }

  @Override
  public int accepted() {
    return scan.events.rows() - refused.size();
  }

  @Override
  public List<RefusedEvent> refused() {
    return refused;
  }

  /**
   * An event of a call that is not allowed is refused. A link that only follows from the ids of one
   * that is allowed is left out: both ids are in its record.
   */
  @Override
  public Reading allowing(Set<Call> calls) {
    if (calls.containsAll(ALL)) {
      return this;
    }
    var all = new ArrayList<>(refused);
    eachTaken(row -> {
      if (!calls.contains(scan.decisions.kind(row).call())) {
        all.add(new RefusedEvent(row, List.of(notAllowed(row))));
      } else if (!calls.contains(Call.ALIAS)) {
        scan.decisions.forgetOrigin(row);
      }
    });
    all.sort((one, other) -> Integer.compare(one.index(), other.index()));
    refused = List.copyOf(all);
    return refused.size() == scan.events.rows() && !refused.isEmpty()
        ? new Reading.Refused(Refusals.noValidEvent(refused), writeKey)
        : this;
  }

  private static Fault notAllowed(int row) {
    return new Fault(
        "/batch/" + row, Code.CALL_NOT_ALLOWED.code(), Code.CALL_NOT_ALLOWED.message());
  }

  @Override
  public Lines lines(Envelope envelope) {
    lines.clear();
    var encoder = new EventEncoder(scan, envelope, lines);
    eachTaken(encoder::put);
    return new Lines(lines.bytes(), lines.length(), encoder.count());
  }

  @Override
  public int ignored() {
    var ignored = new int[1];
    eachTaken(row -> ignored[0] += scan.decisions.records(row) == 0 ? 1 : 0);
    return ignored[0];
  }

  private void eachTaken(IntConsumer then) {
    int next = 0;
    for (int row = 0; row < scan.events.rows(); row++) {
      if (next < refused.size() && refused.get(next).index() == row) {
        next++;
      } else {
        then.accept(row);
      }
    }
  }

  @Override
  public Lines rejectedLines(Envelope envelope) {
    rejectedLines.clear();
    new RejectedEvents(scan, refused, secrets).put(rejectedLines, envelope);
    return new Lines(rejectedLines.bytes(), rejectedLines.length(), refused.size());
  }
}
