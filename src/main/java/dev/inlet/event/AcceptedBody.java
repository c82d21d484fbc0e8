package dev.inlet.event;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A body of which at least the frame is taken. */
final class AcceptedBody implements Reading.Accepted {
  private final Call call;
  private final BodyScan scan;
  private final LineEncoder.Buffers buffers;
  private final Output rejectedLines;
  private final Secrets secrets;
  private final List<Reading.RefusedEvent> refused;
  private final @Nullable String writeKey;

  AcceptedBody(
      Call call,
      BodyScan scan,
      LineEncoder.Buffers buffers,
      Output rejectedLines,
      Secrets secrets) {
    this.call = call;
    this.scan = scan;
    this.buffers = buffers;
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
    return rows() - refused.size();
  }

  @Override
  public List<Reading.RefusedEvent> refused() {
    return refused;
  }

  /** Whether its one call is allowed can be told by its path. */
  @Override
  public Reading allowing(Set<Call> calls) {
    return this;
  }

  @Override
  public int ignored() {
    return 0;
  }

  @Override
  public Lines lines(Envelope envelope) {
    var lines = buffers.lines();
    lines.clear();
    if (accepted() > 0) {
      var encoder = new LineEncoder(call, scan, envelope, buffers);
      int next = 0;
      for (int row = 0; row < rows(); row++) {
        if (next < refused.size() && refused.get(next).index() == row) {
          next++;
        } else {
          encoder.put(row);
        }
      }
    }
    return new Lines(lines.bytes(), lines.length(), accepted());
  }

  @Override
  public Lines rejectedLines(Envelope envelope) {
    rejectedLines.clear();
    new RejectedEvents(scan, secrets).put(rejectedLines, envelope);
    return new Lines(rejectedLines.bytes(), rejectedLines.length(), refused.size());
  }

  private int rows() {
    return call == Call.TRACK ? scan.events().rows() : 1;
  }
}
